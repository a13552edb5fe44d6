import type { ClaimView } from '../claims/views.ts';
import type { Observer } from '../engine/lint-file.ts';
import type { EnvelopeSegment, Group, Interchange, TransactionSet } from '../model/envelope.ts';
import type { Finding } from '../model/finding.ts';
import type { ImplementationAck } from '../rules/rule.ts';
import type { AckFiles } from './ack-files.ts';
import { type AckTime, ackEnvelope, safe, segment } from './edi.ts';
import { Spool } from './spool.ts';
import { ackOf, type RulesById } from './status.ts';

const VERSION = '005010X231A1';
/** IK303 has at most four characters in version 005010. */
const LOOP_LENGTH = 4;
/** CTX01-2 has at most 35 characters, CLM01 up to 38. */
const CONTEXT_LENGTH = 35;
/** Codes that an IK5 or AK9 has room for. */
const CODES = 5;

/** IK502, AK905 and TA105 of an end that is not there. */
const TRAILER_MISSING = '2';
const GROUP_TRAILER_MISSING = '3';
const PREMATURE_END = '023';

/** A fault of the set, ready to be told. */
interface Told {
  readonly finding: Finding;
  readonly ack: ImplementationAck;
  /** CLM01 of the claim that it stands in. */
  readonly claim: string | undefined;
}

/** Sets of one group. */
interface GroupTally {
  accepted: number;
  received: number;
  gs: EnvelopeSegment | undefined;
}

/**
 * Writes a 999 (005010X231A1) for each interchange: one set a functional group, and in it what is wrong by the guide. Findings that are
 * warnings, or of a claim's business, are not told. The bad data itself is not repeated.
 */
export class ImplementationAckWriter implements Observer {
  readonly #files: AckFiles;
  readonly #source: string;
  readonly #rules: RulesById;
  readonly #when: AckTime;
  /** Finished groups of the interchange, from AK1 to AK9. */
  readonly #groups: Spool;
  /** Sets of the group at hand. */
  readonly #sets: Spool;
  #told: Told[] = [];
  #group: GroupTally = { accepted: 0, received: 0, gs: undefined };
  #first: EnvelopeSegment | undefined;
  #count = 0;
  #interchanges = 0;
  #groupBodies: number[] = [];

  constructor(files: AckFiles, source: string, rules: RulesById, when: AckTime) {
    this.#files = files;
    this.#source = source;
    this.#rules = rules;
    this.#when = when;
    this.#groups = new Spool(files.temporary(source, 'groups'));
    this.#sets = new Spool(files.temporary(source, 'sets'));
  }

  claim(claim: ClaimView, findings: readonly Finding[]): void {
    this.#collect(findings, claim.id.value);
  }

  transaction(set: TransactionSet, findings: readonly Finding[]): void {
    this.#collect(findings, undefined);
    const told = this.#told;
    this.#told = [];
    this.#group.gs = set.gs;
    this.#group.received++;
    this.#sets.write(segment('AK2', '837', safe(set.control, 9), safe(set.st.text(3), 35)));
    if (told.length === 0 && set.se) {
      this.#group.accepted++;
      this.#sets.write(segment('IK5', 'A'));
      return;
    }
    for (const text of segmentsInError(told)) this.#sets.write(text);
    const codes = new Set(told.flatMap(({ ack }) => ack.set ?? []));
    if (!set.se) codes.add(TRAILER_MISSING);
    if (told.some(({ ack }) => ack.segment !== undefined || ack.element !== undefined)) codes.add('5');
    this.#sets.write(segment('IK5', 'R', ...[...codes].sort().slice(0, CODES)));
  }

  group(group: Group, findings: readonly Finding[]): void {
    const tally = this.#group;
    this.#group = { accepted: 0, received: 0, gs: undefined };
    const found = new Set(findings.flatMap((finding) => ackOf(finding, this.#rules)?.group ?? []));
    if (!group.ge) found.add(GROUP_TRAILER_MISSING);
    const codes = [...found].sort();
    if (tally.received === 0) {
      this.#sets.clear();
      return;
    }
    this.#first ??= group.gs;
    const status = codes.length > 0 || tally.accepted === 0 ? 'R' : tally.accepted < tally.received ? 'P' : 'A';
    const accepted = codes.length > 0 ? 0 : tally.accepted;
    const included = /^\d{1,6}$/.test(group.ge?.text(1) ?? '') ? Number(group.ge!.text(1)) : group.transactions;
    let segments = 2;
    const write = (text: string) => {
      segments += text.split('~').length - 1;
      this.#groups.write(text);
    };
    write(segment('AK1', 'HC', safe(group.control, 9), safe(group.gs.text(8), 12)));
    this.#sets.moveTo(write);
    write(segment('AK9', status, included, tally.received, accepted, ...codes.slice(0, CODES)));
    this.#groupBodies.push(segments);
    // A mark that cannot stand in X12 parts the groups in the spool.
    this.#groups.write('\u0000');
    this.#count++;
  }

  interchange(interchange: Interchange, findings: readonly Finding[]): void {
    const codes = findings.flatMap((finding) => ackOf(finding, this.#rules)?.interchange ?? []);
    if (!interchange.iea) codes.push(PREMATURE_END);
    this.#interchanges++;
    if (this.#count === 0 && codes.length === 0) return;
    const parties = {
      isa: interchange.isa.elements,
      sender: this.#first?.text(2) ?? interchange.isa.text(6),
      receiver: this.#first?.text(3) ?? interchange.isa.text(8),
    };
    const envelope = ackEnvelope(parties, '999', 'FA', VERSION, this.#when);
    const file = this.#files.begin(this.#source, this.#interchanges);
    file.write(envelope.isa);
    if (codes.length > 0) {
      const { isa } = interchange;
      file.write(
        segment(
          'TA1',
          safe(interchange.control, 9).padStart(9, '0'),
          safe(isa.text(9), 6),
          safe(isa.text(10), 4),
          'R',
          [...codes].sort()[0]!,
        ),
      );
    }
    this.#writeGroups(file, envelope);
    file.write(envelope.iea(this.#count));
    file.close();
    this.#count = 0;
    this.#first = undefined;
    this.#groupBodies = [];
  }

  /** Each group's 999 in a group of its own. */
  #writeGroups(file: ReturnType<AckFiles['begin']>, envelope: ReturnType<typeof ackEnvelope>): void {
    let n = 0;
    let open = false;
    this.#groups.moveTo((text) => {
      for (const [i, piece] of text.split('\u0000').entries()) {
        if (i > 0) {
          file.write(segment('SE', this.#groupBodies[n - 1]!, '0001'));
          file.write(envelope.ge(n, 1));
          open = false;
        }
        if (piece === '') continue;
        if (!open) {
          n++;
          file.write(envelope.gs(n));
          file.startSet(segment('ST', '999', '0001', VERSION));
          open = true;
        }
        file.write(piece);
      }
    });
  }

  /** Removes what was kept for an interchange that never ended. */
  discard(): void {
    this.#groups.clear();
    this.#sets.clear();
  }

  #collect(findings: readonly Finding[], claim: string | undefined): void {
    for (const finding of findings) {
      const ack = ackOf(finding, this.#rules);
      if (ack && (ack.set !== undefined || ack.segment !== undefined || ack.element !== undefined)) {
        this.#told.push({ finding, ack, claim: finding.claim ? claim : undefined });
      }
    }
  }
}

/** IK3 and IK4 of a set, in the order of its segments. */
function* segmentsInError(told: readonly Told[]): Generator<string> {
  const inSegments = told
    .filter(
      ({ finding, ack }) =>
        (ack.segment ?? ack.element) !== undefined && finding.place.position !== undefined && finding.place.segment !== '?',
    )
    .sort((a, b) => a.finding.place.position! - b.finding.place.position!);
  let last = '';
  for (const { finding, ack, claim } of inSegments) {
    const { place } = finding;
    const code = ack.element === undefined ? ack.segment! : '8';
    // Several elements of one segment stand under one IK3.
    const key = `${place.position}-${code}`;
    if (key !== last || code !== '8') {
      yield segment('IK3', place.segment!, place.position!, (place.loop ?? '').slice(0, LOOP_LENGTH), code);
      if (claim) yield segment('CTX', `CLM01:${safe(claim, CONTEXT_LENGTH)}`);
    }
    last = key;
    const element = /(\d{2})(?:-(\d+))?$/.exec(place.element ?? '');
    if (ack.element !== undefined && element) {
      yield segment('IK4', `${Number(element[1])}${element[2] ? `:${element[2]}` : ''}`, '', ack.element);
    }
  }
}
