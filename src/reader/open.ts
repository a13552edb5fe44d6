import { controlKey, interchangeKey } from '../codes/isa.ts';
import { shownControl } from '../guides/soundness.ts';
import type { ClaimType } from '../model/claim.ts';
import type { Delimiters, EnvelopeSegment, ReaderFault, Trailer } from '../model/envelope.ts';
import type { Location } from '../model/finding.ts';
import type { IsaHeader } from '../x12/delimiters.ts';
import type { SegmentTable } from '../x12/segments.ts';
import { isoDate } from './capture.ts';
import { OddBytes } from './odd-bytes.ts';
import type { Skipped } from './unread.ts';

interface Open {
  /** A set in it was read. */
  isRead: boolean;
  /** A set in it was not: another kind or version. If that holds for all of them, nothing else is reported. */
  isSkipped: boolean;
  /** A set in it is compared with its guide, and so are its own elements. */
  isCompared: boolean;
  /** Earlier one with the same control number. */
  readonly duplicateOf: Location | undefined;
}

/** The open interchange. */
export interface OpenInterchange extends Open {
  /** Undefined if it is missing. */
  readonly isa: EnvelopeSegment | undefined;
  /** Bytes of the ISA. */
  readonly isaLength: number;
  readonly control: string;
  readonly date: number | undefined;
  groups: number;
  readonly groupControls: Map<string, Location>;
  /** Line break after its terminators; '' for none. */
  readonly newline: string;
  readonly oddBytes: OddBytes;
}

/** The open group. */
export interface OpenGroup extends Open {
  /** Undefined if it is missing. */
  readonly gs: EnvelopeSegment | undefined;
  readonly control: string;
  transactions: number;
  readonly setControls: Map<string, Location>;
}

/** The open set. */
export interface OpenSet {
  /** Undefined if it is missing. */
  readonly st: EnvelopeSegment | undefined;
  readonly control: string;
  /** Undefined for a set that is not read: another kind or version. */
  readonly type: ClaimType | undefined;
  /** Version of the guide that it is compared with; '' for a set that is not read. */
  readonly version: string;
  /** Why it is not read. */
  readonly skipped: Skipped | undefined;
  /** First line of the other guide. */
  foreignLine: Location | undefined;
  readonly duplicateOf: Location | undefined;
  readonly oddBytes: OddBytes;
}

/** Whether there is anything to report about it. */
export const isReportable = (open: Open) => open.isRead || !open.isSkipped;

/** The earlier location of a control number, or none; an empty one has none. */
function earlier(controls: Map<string, Location>, control: string, location: Location): Location | undefined {
  if (control === '') return undefined;
  const known = controls.get(control);
  if (!known) controls.set(control, location);
  return known;
}

const unread = () => ({ isRead: false, isSkipped: false, isCompared: false });

/** The interchange of an ISA. `controls` are the numbers of those before it, with their senders and receivers. */
export function interchangeOf(
  isa: EnvelopeSegment,
  header: IsaHeader,
  table: SegmentTable,
  controls: Map<string, Location>,
): OpenInterchange {
  const control = isa.text(13).trim();
  const key = control === '' ? '' : interchangeKey((element) => isa.text(element));
  const year = 2000 + Number(isa.text(9).slice(0, 2));
  const after = String.fromCharCode(...table.bytes.subarray(header.end + 1, header.end + 3));
  return {
    ...unread(),
    isa,
    isaLength: header.end - header.elements[0]! + 1,
    control,
    date: isoDate(`${year}${isa.text(9).slice(2)}`),
    groups: 0,
    groupControls: new Map(),
    duplicateOf: earlier(controls, key, isa.at(13)),
    newline: /^(?:\r\n|\n|\r)?/.exec(after)![0],
    oddBytes: new OddBytes(),
  };
}

/** An interchange whose ISA is missing. */
export function headlessInterchange(): OpenInterchange {
  return {
    ...unread(),
    isa: undefined,
    isaLength: 0,
    control: '',
    date: undefined,
    groups: 0,
    groupControls: new Map(),
    duplicateOf: undefined,
    newline: '',
    oddBytes: new OddBytes(),
  };
}

/** The group of a GS. */
export function groupOf(gs: EnvelopeSegment, interchange: OpenInterchange): OpenGroup {
  const control = gs.text(6).trim();
  const duplicateOf = earlier(interchange.groupControls, controlKey(control), gs.at(6));
  return { ...unread(), gs, control, transactions: 0, setControls: new Map(), duplicateOf };
}

/** A group whose GS is missing. */
export function headlessGroup(): OpenGroup {
  return { ...unread(), gs: undefined, control: '', transactions: 0, setControls: new Map(), duplicateOf: undefined };
}

/** What a set is: its type, or why it is not read. */
export interface SetKind {
  readonly type?: ClaimType;
  /** Version of the guide that it is compared with. */
  readonly version?: string;
  readonly skipped?: Skipped;
}

/** The set of an ST. */
export function setOf(st: EnvelopeSegment, { type, version = '', skipped }: SetKind, group: OpenGroup): OpenSet {
  const control = st.text(2).trim();
  const duplicateOf = earlier(group.setControls, control, st.at(2));
  return { st, control, type, version, skipped, foreignLine: undefined, duplicateOf, oddBytes: new OddBytes() };
}

/** A set whose ST is missing. */
export function headlessSet({ type, version = '', skipped }: SetKind): OpenSet {
  return {
    st: undefined,
    control: '',
    type,
    version,
    skipped,
    foreignLine: undefined,
    duplicateOf: undefined,
    oddBytes: new OddBytes(),
  };
}

/** Trailers of what is open and has a header, from the inside out. */
export function trailersOf(
  set: OpenSet | undefined,
  group: OpenGroup | undefined,
  interchange: OpenInterchange | undefined,
): Trailer[] {
  const trailers: Trailer[] = [];
  if (set?.st) trailers.push('SE');
  if (group?.gs) trailers.push('GE');
  if (interchange?.isa) trailers.push('IEA');
  return trailers;
}

/** ISA06, GS02 and ISA15; '' for what is not there. */
export interface Origin {
  readonly senders: readonly string[];
  readonly usage: string;
}

export function originOf(interchange: OpenInterchange | undefined, group: OpenGroup | undefined): Origin {
  const { isa } = interchange ?? {};
  return { senders: [isa?.text(6).trim() ?? '', group?.gs?.text(2).trim() ?? ''], usage: isa?.text(15).trim() ?? '' };
}

/** ISA13, GS06 and ST02; '' for what is not there. */
export type ControlNumbers = Readonly<Record<'interchange' | 'group' | 'transaction', string>>;

export function controlsOf(
  interchange: OpenInterchange | undefined,
  group: OpenGroup | undefined,
  set: OpenSet | undefined,
): ControlNumbers {
  return { interchange: interchange?.control ?? '', group: group?.control ?? '', transaction: set?.control ?? '' };
}

/** Whether an IEA that the file ends in has its whole control number (IEA02). */
export function isWholeIea(control: string, interchange: OpenInterchange | undefined): boolean {
  return control.trim().length >= (interchange?.control ?? '').length;
}

const LF = 10;
const CR = 13;

/** The fault of a last segment without its terminator. `isComplete`: it is a whole IEA. */
export function terminatorFault(location: Location, isComplete: boolean, { terminator }: Delimiters): ReaderFault {
  const isLineBreak = terminator === LF || terminator === CR;
  return isComplete && isLineBreak ? { kind: 'lastLine', location } : { kind: 'terminator', location, isComplete };
}

/** Those of control numbers that reports may show. */
export function shownControlsOf(
  { interchange, group, transaction }: ControlNumbers,
  openInterchange: OpenInterchange | undefined,
  openGroup: OpenGroup | undefined,
  openSet: OpenSet | undefined,
): ControlNumbers {
  return {
    interchange: shownControl(interchange, openInterchange?.isa),
    group: shownControl(group, openGroup?.gs),
    transaction: shownControl(transaction, openSet?.st),
  };
}
