import type { ClaimView } from '../claims/claim.ts';
import type { EnvelopeSegment, Group, Interchange, TransactionSet } from '../model/envelope.ts';
import type { Finding } from '../model/finding.ts';
import type { ByteFile } from '../split/byte-file.ts';
import type { AckFiles } from './ack-files.ts';
import type { AckWriter } from './ack-writer.ts';
import { type AckTime, ackEnvelope, numberOf, partiesOf, safe, segment, setNumberOf, versionOf } from './edi.ts';
import { type Rejected, type RulesById, type Telling, type Told, toldOf } from './status.ts';

const VERSION = '005010X231A1';
/** IK303 has at most four characters in version 005010. */
const LOOP_LENGTH = 4;
/** CTX01-2 has at most 35 characters, CLM01 up to 38. */
const CONTEXT_LENGTH = 35;
/** Most codes in an IK5 or AK9. */
const CODES = 5;

/** IK502, AK905 and TA105 for a missing trailer. */
const TRAILER_MISSING = '2';
const GROUP_TRAILER_MISSING = '3';
const PREMATURE_END = '023';
/** TA105: the structure of the interchange is not valid. */
const INVALID_STRUCTURE = '022';

/** A fault of the set, and how the 999 reports it. */
interface SetFault extends Told {
  /** CLM01 of the claim that it is in. */
  readonly claim: string | undefined;
}

/** Counts of the sets of one group. */
interface GroupTally {
  accepted: number;
  received: number;
}

/** A finished group, as the 999 reports it. */
interface ReportedGroup {
  /** AK1 and AK9. */
  readonly head: string;
  readonly tail: string;
  /** Segments between them. */
  readonly segments: number;
  /** Position in the spool where these segments end. */
  readonly end: number;
}

/**
 * Writes a 999 (005010X231A1) for each interchange: one set for each functional group, with the deviations from the guide. It does not
 * report warnings or findings about a claim's business, and does not repeat the bad data itself.
 */
export class ImplementationAckWriter implements AckWriter {
  readonly #files: AckFiles;
  readonly #source: string;
  readonly #rules: RulesById;
  readonly #when: AckTime;
  /** Sets of the current interchange, from AK2 to IK5, and the number of segments in those of the current group. */
  readonly #sets: ByteFile;
  #segments = 0;
  #groups: ReportedGroup[] = [];
  #faults: SetFault[] = [];
  /** AK905 of the current group, if it is rejected. */
  #groupCodes: Set<string> | undefined;
  /** TA105 of the current interchange, if it is rejected. */
  #interchangeCodes = new Set<string>();
  #group: GroupTally = { accepted: 0, received: 0 };
  #first: EnvelopeSegment | undefined;
  #interchanges = 0;

  constructor(files: AckFiles, source: string, { rules }: Telling, when: AckTime) {
    this.#files = files;
    this.#source = source;
    this.#rules = rules;
    this.#when = when;
    this.#sets = files.spool();
  }

  claim(claim: ClaimView, findings: readonly Finding[]): void {
    if (findings.length > 0) this.#collect(findings, 'set', claim.clm.isSound ? claim.id.value : undefined);
  }

  transaction(set: TransactionSet, findings: readonly Finding[]): void {
    this.#collect(findings, 'set');
    const faults = this.#faults;
    this.#faults = [];
    this.#group.received++;
    this.#write(segment('AK2', '837', setNumberOf(set.control), versionOf(set.st.text(3))));
    if (faults.length === 0 && set.se) {
      this.#group.accepted++;
      this.#write(segment('IK5', 'A'));
      return;
    }
    for (const text of segmentsInError(faults)) this.#write(text);
    const codes = new Set(faults.flatMap(({ code }) => code ?? []));
    if (!set.se) codes.add(TRAILER_MISSING);
    if (faults.some(({ ack }) => ack.segment !== undefined || ack.element !== undefined)) codes.add('5');
    this.#write(segment('IK5', 'R', ...[...codes].sort().slice(0, CODES)));
  }

  group(group: Group, findings: readonly Finding[]): void {
    this.#collect(findings, 'group');
    this.#rejectWithSets();
    if (!group.ge) this.#rejectGroup(GROUP_TRAILER_MISSING);
    const tally = this.#group;
    this.#group = { accepted: 0, received: 0 };
    const found = this.#groupCodes;
    this.#groupCodes = undefined;
    if (tally.received === 0) return;
    this.#first ??= group.gs;
    const status = found || tally.accepted === 0 ? 'R' : tally.accepted < tally.received ? 'P' : 'A';
    const accepted = found ? 0 : tally.accepted;
    const included = /^\d{1,6}$/.test(group.ge?.text(1) ?? '') ? Number(group.ge!.text(1)) : group.transactions;
    const codes = [...(found ?? [])].sort().slice(0, CODES);
    this.#groups.push({
      head: segment('AK1', 'HC', numberOf(group.control), versionOf(group.gs.text(8))),
      tail: segment('AK9', status, included, tally.received, accepted, ...codes),
      segments: this.#segments,
      end: this.#sets.position,
    });
    this.#segments = 0;
  }

  interchange(interchange: Interchange, findings: readonly Finding[]): void {
    this.#collect(findings, 'interchange');
    this.#rejectWithSets();
    const codes = this.#interchangeCodes;
    // A group without GS is in no 999.
    if (this.#groupCodes) codes.add(INVALID_STRUCTURE);
    if (!interchange.iea) codes.add(PREMATURE_END);
    this.#interchanges++;
    // What is in an interchange that is rejected is not looked at.
    if (codes.size > 0) this.#groups = [];
    if (this.#groups.length > 0 || codes.size > 0) this.#writeFile(interchange, [...codes].sort());
    this.#clear();
  }

  /** Removes the data of an interchange that never ended. */
  discard(): void {
    this.#clear();
    this.#sets.discard();
  }

  #writeFile(interchange: Interchange, codes: readonly string[]): void {
    const parties = {
      isa: interchange.isa.elements,
      ...partiesOf(this.#first, interchange.isa),
    };
    const envelope = ackEnvelope(parties, '999', 'FA', VERSION, this.#when);
    const file = this.#files.begin(this.#source, this.#interchanges);
    const { bytes } = file;
    bytes.text(envelope.isa);
    if (codes.length > 0) {
      const { isa } = interchange;
      bytes.text(
        segment(
          'TA1',
          numberOf(interchange.control).padStart(9, '0'),
          numberOf(isa.text(9), 6),
          numberOf(isa.text(10), 4),
          'R',
          codes[0]!,
        ),
      );
    }
    // The 999 of each group is in a group of its own.
    let from = 0;
    for (const [i, { head, tail, segments, end }] of this.#groups.entries()) {
      bytes.text(envelope.gs(i + 1) + segment('ST', '999', '0001', VERSION) + head);
      this.#sets.copyTo(bytes, from, end);
      bytes.text(tail + segment('SE', segments + 4, '0001') + envelope.ge(i + 1, 1));
      from = end;
    }
    bytes.text(envelope.iea(this.#groups.length));
    file.close();
  }

  #clear(): void {
    this.#groups = [];
    this.#group = { accepted: 0, received: 0 };
    this.#faults = [];
    this.#groupCodes = undefined;
    this.#interchangeCodes = new Set();
    this.#first = undefined;
    this.#sets.cut(0);
    this.#segments = 0;
  }

  #write(text: string): void {
    this.#segments++;
    this.#sets.text(text);
  }

  #collect(findings: readonly Finding[], closing: Rejected, claim?: string): void {
    for (const finding of findings) {
      const told = toldOf(finding, this.#rules, closing);
      if (told?.rejected === 'set') this.#faults.push({ ...told, claim: finding.claim ? claim : undefined });
      else if (told?.rejected === 'group') this.#rejectGroup(told.code);
      else if (told?.code !== undefined) this.#interchangeCodes.add(told.code);
    }
  }

  #rejectGroup(code: string | undefined): void {
    this.#groupCodes ??= new Set();
    if (code !== undefined) this.#groupCodes.add(code);
  }

  /** Rejects the group with a set that has faults and no ST: no AK2 can name it. */
  #rejectWithSets(): void {
    for (const { ack } of this.#faults) this.#rejectGroup(ack.group);
    this.#faults = [];
  }
}

/** IK3 and IK4 of a set, in the order of its segments. */
function* segmentsInError(faults: readonly SetFault[]): Generator<string> {
  const inSegments = faults
    .filter(
      ({ finding, ack }) =>
        (ack.segment ?? ack.element) !== undefined && finding.location.position !== undefined && finding.location.segment !== '?',
    )
    .sort((a, b) => a.finding.location.position! - b.finding.location.position!);
  let last = '';
  for (const { finding, ack, claim } of inSegments) {
    const { location } = finding;
    const code = ack.element === undefined ? ack.segment! : '8';
    // Several elements of one segment share one IK3.
    const key = `${location.position}-${code}`;
    if (key !== last || code !== '8') {
      yield segment('IK3', location.segment!, location.position!, (location.loop ?? '').slice(0, LOOP_LENGTH), code);
      if (claim) yield segment('CTX', `CLM01:${safe(claim, CONTEXT_LENGTH)}`);
    }
    last = key;
    const element = /(\d{2})(?:-(\d+))?$/.exec(location.element ?? '');
    if (ack.element !== undefined && element) {
      yield segment('IK4', `${Number(element[1])}${element[2] ? `:${element[2]}` : ''}`, '', ack.element);
    }
  }
}
