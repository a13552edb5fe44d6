import { lintInputs } from '../../src/engine/lint.ts';
import { messageOf } from '../../src/formats/message.ts';
import type { Claim, Segment } from '../../src/model/claim.ts';
import type { Finding, Location } from '../../src/model/finding.ts';
import type { FileReport } from '../../src/model/report.ts';
import { type AnyRule, defineRule } from '../../src/rules/rule.ts';
import character from '../../src/rules/x12/character.ts';
import isa from '../../src/rules/x12/isa.ts';
import junk from '../../src/rules/x12/junk.ts';
import truncated from '../../src/rules/x12/truncated.ts';
import { fromBytes, type Source } from '../../src/x12/source.ts';
import { defaultSettings } from './settings.ts';

/** A segment as it was read. */
export interface ReadSegment {
  readonly id: string;
  readonly loop: string;
  readonly elements: readonly string[];
  readonly place: Location;
}

/** A claim as it was read. */
export interface ReadClaim {
  readonly ordinal: number;
  readonly type: Claim['type'];
  readonly control: Claim['controlNumbers'];
  readonly id: string;
  readonly charge: number;
  readonly memberId: string;
  readonly payerId: string;
  readonly payerClass: string;
  readonly billingNpi: string;
  readonly rendering: string;
  readonly birthDate: number | undefined;
  readonly diagnoses: readonly string[];
  readonly lines: readonly {
    readonly number: number;
    readonly procedure: string;
    readonly charge: number;
    readonly units: number;
    readonly date: number | undefined;
    readonly rendering: string;
    readonly ndc: string | undefined;
  }[];
  readonly segments: readonly ReadSegment[];
  readonly parents: readonly ReadSegment[];
  /** The location of every element and component of every segment, as a rule would get it. */
  readonly places: readonly Location[];
}

/** A finding of a rule about faults that only the reader can see. */
export interface ReadFault {
  /** Id of the message. */
  readonly kind: string;
  readonly location: Location;
  readonly data: Finding['data'];
}

/** Everything that the reader passed on. */
export interface ReadFile {
  readonly claims: readonly ReadClaim[];
  /** Faults that the reader reports, in the order of the report. */
  readonly faults: readonly ReadFault[];
  /** ISA13, GS06, ST02 and count of each envelope that ended. */
  readonly envelopes: readonly string[];
  readonly file: FileReport;
}

const READER_RULES: readonly AnyRule[] = [character, isa, junk, truncated];

/** An element with a colon between its components, whatever the file has there. */
const componentsOf = (segment: Segment, element: number) =>
  Array.from({ length: segment.components(element) }, (_, k) => segment.text(element, k + 1)).join(':');

const segmentOf = (segment: Segment): ReadSegment => ({
  id: segment.id,
  loop: segment.loop,
  elements: Array.from({ length: segment.size }, (_, k) => componentsOf(segment, k + 1)),
  place: segment.at(),
});

function* placesOf(segment: Segment): Generator<Location> {
  for (let element = 0; element <= segment.size + 1; element++) {
    yield segment.at(element);
    if (element === 0) continue;
    for (let component = 1; component <= segment.components(element) + 1; component++) yield segment.at(element, component);
  }
}

/** A rule that reports nothing and records everything that it sees. */
function probe(claims: ReadClaim[], envelopes: string[], places: boolean): AnyRule {
  return defineRule({
    id: 'x12/probe',
    severity: 'error',
    docs: { what: '', why: '', fix: '', source: '' },
    messages: { seen: '' },
    examples: { good: [], bad: [] },
    interchange: (i) => void envelopes.push(`ISA ${i.control} ${i.groups}`),
    group: (g) => void envelopes.push(`GS ${g.control} ${g.transactions}`),
    transaction: (t) => void envelopes.push(`ST ${t.control} ${t.segments} ${t.type}`),
    claim(claim) {
      claims.push({
        ordinal: claim.ordinal,
        type: claim.type,
        control: { ...claim.controlNumbers },
        id: claim.id.value,
        charge: claim.charge,
        memberId: claim.memberId.value,
        payerId: claim.payerId,
        payerClass: claim.payerClass,
        billingNpi: claim.billingNpi,
        rendering: claim.rendering,
        birthDate: claim.patient.birthDate,
        diagnoses: claim.diagnoses.map((diagnosis) => diagnosis.code),
        lines: claim.lines.map((line) => ({
          number: line.number,
          procedure: line.procedure,
          charge: line.charge,
          units: line.units,
          date: line.date,
          rendering: line.rendering,
          ndc: line.drug?.ndc,
        })),
        segments: claim.all.map(segmentOf),
        parents: claim.parents.map(segmentOf),
        places: places ? [...claim.parents, ...claim.all].flatMap((segment) => [...placesOf(segment)]) : [],
      });
    },
  });
}

/** A source that delivers the bytes in pieces of the given sizes, repeated in turn. */
export function inPieces(bytes: Uint8Array, sizes: readonly number[]): Source {
  const whole = fromBytes(bytes);
  let turn = 0;
  return { read: (into, at, max) => whole.read(into, at, Math.min(max, sizes[turn++ % sizes.length]!)), close: whole.close };
}

/** Reads a text of one character a byte, or a source, and returns everything that rules would see. */
export async function readAll(input: string | Source, options: { readonly places?: boolean } = {}): Promise<ReadFile> {
  const claims: ReadClaim[] = [];
  const envelopes: string[] = [];
  const source = typeof input === 'string' ? fromBytes(Buffer.from(input, 'latin1')) : input;
  const report = await lintInputs([{ path: 'a.edi', open: async () => source }], {
    settings: defaultSettings([], [...READER_RULES, probe(claims, envelopes, options.places ?? false)]),
    words: messageOf,
  });
  const faults = report.findings.map(({ messageId, location, data }) => ({ kind: messageId, location, data }));
  return { claims, faults, envelopes, file: report.files[0]! };
}

/** Kinds of the faults, in order. */
export function kinds(read: ReadFile): string[] {
  return read.faults.map((fault) => fault.kind);
}
