import type { ClaimView } from '../claims/claim.ts';
import { affectsClaim } from '../engine/affects.ts';
import type { Segment, ServiceLine } from '../model/claim.ts';
import type { EnvelopeSegment, Group, Interchange, TransactionSet } from '../model/envelope.ts';
import type { Finding } from '../model/finding.ts';
import type { ClaimStatus } from '../rules/rule.ts';
import type { ByteFile } from '../split/byte-file.ts';
import type { AckFiles } from './ack-files.ts';
import type { AckWriter } from './ack-writer.ts';
import { type AckEnvelope, type AckTime, ackEnvelope, amount, partiesOf, safe, segment, writeAmount } from './edi.ts';
import { type Rejected, statusOf, type Telling, toldOf } from './status.ts';

const VERSION = '005010X214';

/** Claims and cents accepted and rejected. */
class Tally {
  accepted = 0;
  rejected = 0;
  acceptedCents = 0;
  rejectedCents = 0;

  add(ok: boolean, cents: number): void {
    if (ok) {
      this.accepted++;
      this.acceptedCents += cents;
    } else {
      this.rejected++;
      this.rejectedCents += cents;
    }
  }

  get cents(): number {
    return this.acceptedCents + this.rejectedCents;
  }

  /** QTY and AMT; a count of 0 is left out. */
  segments(accepted: string, rejected: string): string[] {
    return [
      ...(this.accepted > 0 ? [segment('QTY', accepted, this.accepted)] : []),
      ...(this.rejected > 0 ? [segment('QTY', rejected, this.rejected)] : []),
      ...(this.accepted > 0 ? [segment('AMT', 'YU', amount(this.acceptedCents))] : []),
      ...(this.rejected > 0 ? [segment('AMT', 'YY', amount(this.rejectedCents))] : []),
    ];
  }
}

/** A finding, and how the 277CA reports it. */
interface ReportedFinding {
  readonly finding: Finding;
  readonly status: readonly ClaimStatus[];
}

const NOTHING: readonly ReportedFinding[] = [];

/** A set with all its providers is rarely larger, so it is kept in memory. */
const SET_MEMORY = 1024 * 1024;

/** The data for the set's own levels, taken from its first claim. */
interface SetParties {
  /** BHT03. */
  readonly batch: string;
  /** NM1 of the information source and of the submitter. */
  readonly source: string;
  readonly submitter: string;
}

/** The current set. */
class OpenSet {
  readonly tally = new Tally();
  parties: SetParties | undefined;
  /** Segments of its providers and patients. */
  segments = 0;
  /** The last HL01; the set's own levels take 1 and 2. */
  hl = 2;
  /** Number of finished providers. */
  batch = 0;
}

/** The current billing provider. */
interface OpenProvider {
  /** Where its level begins in the source. */
  readonly offset: number;
  readonly hl: number;
  /** Its NM1. */
  readonly name: string;
  readonly tally: Tally;
}

/**
 * Writes a 277CA (005010X214) for each interchange: one set for each set that the 999 accepts, whose group and interchange it does not
 * reject, with every claim accepted or rejected and why. It names patients: the guide requires it.
 */
export class ClaimAckWriter implements AckWriter {
  readonly #files: AckFiles;
  readonly #source: string;
  readonly #telling: Telling;
  readonly #when: AckTime;
  /** Patients of the current provider, providers of the current set, and sets of the current interchange. */
  readonly #patients: ByteFile;
  readonly #providers: ByteFile;
  readonly #sets: ByteFile;
  /** The STC of an accepted claim, up to its charge. */
  readonly #accepted: string;
  #set = new OpenSet();
  #provider: OpenProvider | undefined;
  /** NM1 of the current patient, and the offsets of the levels that it comes from. */
  #patient = { subscriber: -1, patient: -1, name: '' };
  #setCount = 0;
  /** What is open and rejected by the 999 or TA1. */
  readonly #rejected = new Set<Rejected>();
  /** Where the current group begins in the spool of sets, and how many sets were before it. */
  #groupBegin = { at: 0, sets: 0 };
  #interchanges = 0;
  #gs: EnvelopeSegment | undefined;

  constructor(files: AckFiles, source: string, telling: Telling, when: AckTime) {
    this.#files = files;
    this.#source = source;
    this.#telling = telling;
    this.#when = when;
    this.#accepted = `STC*A2:20*${when.date}*WQ*`;
    this.#patients = files.spool();
    this.#providers = files.spool(SET_MEMORY);
    this.#sets = files.spool();
  }

  claim(claim: ClaimView, findings: readonly Finding[], lasting: readonly Finding[]): void {
    this.#gs ??= claim.set.headers.gs;
    const set = this.#set;
    this.#collect(findings, 'set');
    if (this.#isRejected) return;
    set.parties ??= setParties(claim);
    const offset = claim.offsetOf('billing');
    const provider = this.#provider?.offset === offset ? this.#provider : this.#openProvider(claim, offset);
    const cents = Number.isFinite(claim.charge) ? claim.charge : 0;
    const reported = findings.length + lasting.length === 0 ? NOTHING : this.#reportedOf(claim, [...findings, ...lasting]);
    set.tally.add(reported.length === 0, cents);
    provider.tally.add(reported.length === 0, cents);
    this.#writePatient(claim, reported, cents, provider.hl);
  }

  transaction(set: TransactionSet, findings: readonly Finding[]): void {
    this.#collect(findings, 'set');
    if (!set.se) this.#rejected.add('set');
    this.#closeProvider();
    const { parties } = this.#set;
    // A set that the 999 rejects never reaches the step that a 277CA reports on.
    if (!this.#isRejected && parties) this.#writeSet(parties, set);
    this.#beginSet();
  }

  group(group: Group, findings: readonly Finding[]): void {
    this.#collect(findings, 'group');
    // A set without ST has not ended, and nothing names it.
    if (!group.ge || this.#rejected.has('set')) this.#rejected.add('group');
    if (this.#rejected.has('group')) {
      this.#sets.cut(this.#groupBegin.at);
      this.#setCount = this.#groupBegin.sets;
    }
    this.#beginSet();
    this.#rejected.delete('group');
    this.#groupBegin = { at: this.#sets.position, sets: this.#setCount };
  }

  interchange(interchange: Interchange, findings: readonly Finding[]): void {
    this.#interchanges++;
    this.#collect(findings, 'interchange');
    // What has not ended until now has no header, and nothing names it.
    const isRejected = !interchange.iea || this.#rejected.size > 0;
    if (this.#setCount > 0 && !isRejected) {
      const parties = {
        isa: interchange.isa.elements,
        ...partiesOf(this.#gs, interchange.isa),
      };
      const envelope: AckEnvelope = ackEnvelope(parties, '277CA', 'HN', VERSION, this.#when);
      const { bytes, close } = this.#files.begin(this.#source, this.#interchanges);
      bytes.text(envelope.isa + envelope.gs(1));
      this.#sets.moveTo(bytes);
      bytes.text(envelope.ge(1, this.#setCount) + envelope.iea(1));
      close();
    }
    this.#beginSet();
    this.#rejected.clear();
    this.#sets.cut(0);
    this.#setCount = 0;
    this.#groupBegin = { at: 0, sets: 0 };
    this.#gs = undefined;
  }

  /** Removes the data of an interchange that never ended. */
  discard(): void {
    for (const spool of [this.#patients, this.#providers, this.#sets]) spool.discard();
  }

  /** What is open is rejected by the 999 or TA1. */
  get #isRejected(): boolean {
    return this.#rejected.size > 0;
  }

  /** Takes note of what the 999 or TA1 rejects. */
  #collect(findings: readonly Finding[], closing: Rejected): void {
    for (const finding of findings) {
      const told = toldOf(finding, this.#telling.rules, closing);
      if (told) this.#rejected.add(told.rejected);
    }
  }

  /** The findings that a claim is rejected for. */
  #reportedOf(claim: ClaimView, findings: readonly Finding[]): readonly ReportedFinding[] {
    return findings
      .filter((finding) => affectsClaim(finding, claim.ordinal))
      .map((finding) => ({ finding, status: statusOf(finding, this.#telling) }))
      .filter(({ status }) => status.length > 0);
  }

  /** Forgets the current set. */
  #beginSet(): void {
    this.#patients.cut(0);
    this.#providers.cut(0);
    this.#provider = undefined;
    this.#set = new OpenSet();
    this.#rejected.delete('set');
  }

  #openProvider(claim: ClaimView, offset: number): OpenProvider {
    this.#closeProvider();
    const nm1 = claim.parents.find((part) => part.id === 'NM1' && part.loop === '2010AA');
    const qualifier = nm1?.text(8) ?? '';
    const name = party('85', nm1, ['FI', 'SV', 'XX'].includes(qualifier) ? qualifier : 'XX');
    this.#provider = { offset, hl: ++this.#set.hl, name, tally: new Tally() };
    return this.#provider;
  }

  #closeProvider(): void {
    const provider = this.#provider;
    if (!provider) return;
    const { hl, name, tally } = provider;
    const set = this.#set;
    this.#write(this.#providers, [
      segment('HL', hl, 2, '19', 1),
      name,
      segment('TRN', 1, `${set.parties?.batch ?? ''}-${++set.batch}`),
      segment('STC', 'A1:19:85', '', 'WQ', amount(tally.cents)),
      ...tally.segments('QA', 'QC'),
    ]);
    this.#patients.moveTo(this.#providers);
    this.#provider = undefined;
  }

  #write(to: ByteFile, segments: readonly string[]): void {
    for (const text of segments) to.text(text);
    this.#set.segments += segments.length;
  }

  /** A claim with its patient. Most claims are accepted: their segments are written byte by byte, without a string for each. */
  #writePatient(claim: ClaimView, reported: readonly ReportedFinding[], cents: number, parent: number): void {
    const out = this.#patients;
    out.text('HL*');
    out.number(++this.#set.hl);
    out.text('*');
    out.number(parent);
    out.text('*PT~\n');
    out.text(this.#nameOf(claim));
    this.#set.segments += 2;
    this.#writePair('TRN*2', safe(claim.id.value, 38));
    if (reported.length === 0) {
      out.text(this.#accepted);
      writeAmount(out, cents);
      out.text('~\n');
      this.#set.segments++;
    } else this.#write(out, this.#statuses(reported, cents));
    const clearinghouse = claim.segments('REF', 'D9')[0];
    if (clearinghouse) this.#writePair('REF*D9', safe(clearinghouse.text(2), 50));
    if (claim.type === '837I') this.#writePair('REF*BLT', safe(`${claim.facility}${claim.frequency}`, 50));
    this.#writeService(claim);
    if (reported.length > 0) this.#writeLines(claim, reported);
  }

  /** Writes a segment from its start and its last element, which is left out if empty. */
  #writePair(start: string, value: string): void {
    const out = this.#patients;
    out.text(start);
    if (value !== '') {
      out.text('*');
      out.text(value);
    }
    out.text('~\n');
    this.#set.segments++;
  }

  /** The patient's NM1. Claims of one patient follow each other. */
  #nameOf(claim: ClaimView): string {
    const last = this.#patient;
    const subscriber = claim.offsetOf('subscriber');
    const patient = claim.offsetOf('patient');
    if (last.name !== '' && last.subscriber === subscriber && last.patient === patient) return last.name;
    const { lastName, firstName } = claim.patient;
    const names = [safe(lastName.value, 60), safe(firstName.value, 35)] as const;
    const name = segment('NM1', 'QC', 1, ...names, '', '', '', 'MI', safe(claim.memberId.value));
    this.#patient = { subscriber, patient, name };
    return name;
  }

  /** The STC of the claim as a whole. */
  #statuses(reported: readonly ReportedFinding[], cents: number): string[] {
    const { date } = this.#when;
    const charge = amount(cents);
    const whole = reported.filter(({ finding }) => finding.serviceLine === undefined);
    // If only lines failed, the claim has a general status, and the lines give the reasons.
    if (whole.length === 0) return [segment('STC', 'A3:247', date, 'U', charge)];
    return distinct(whole.map(({ status }) => stc(status, date, 'U', charge)));
  }

  /** Writes the first and last date of service; nothing if no line has one. */
  #writeService(claim: ClaimView): void {
    let first = Number.POSITIVE_INFINITY;
    let last = 0;
    for (const line of claim.lines) {
      const day = line.date ?? claim.statementFrom;
      if (day === undefined) continue;
      if (day < first) first = day;
      if (day > last) last = day;
    }
    if (last === 0) return;
    const out = this.#patients;
    out.text(first === last ? 'DTP*472*D8*' : 'DTP*472*RD8*');
    out.number(first);
    if (first !== last) {
      out.text('-');
      out.number(last);
    }
    out.text('~\n');
    this.#set.segments++;
  }

  /** Writes the lines that made the claim fail. */
  #writeLines(claim: ClaimView, reported: readonly ReportedFinding[]): void {
    const { date } = this.#when;
    const byLine = new Map<number | undefined, ReportedFinding[]>();
    for (const each of reported) {
      const own = byLine.get(each.finding.serviceLine);
      if (own) own.push(each);
      else byLine.set(each.finding.serviceLine, [each]);
    }
    for (const line of claim.lines) {
      const own = byLine.get(line.number);
      if (!own) continue;
      this.#write(this.#patients, lineSegments(line, distinct(own.map(({ status }) => stc(status, date, 'U', '')))));
    }
  }

  #writeSet(parties: SetParties, set: TransactionSet): void {
    const { date, time } = this.#when;
    const number = String(++this.#setCount).padStart(4, '0');
    const trace = safe(`${parties.batch || set.control}`, 50);
    this.#write(this.#sets, [
      segment('ST', '277', number, VERSION),
      segment('BHT', '0085', '08', trace, date, time, 'TH'),
      segment('HL', 1, '', '20', 1),
      parties.source,
      segment('TRN', 1, trace),
      segment('DTP', '050', 'D8', date),
      segment('DTP', '009', 'D8', date),
      segment('HL', 2, 1, '21', 1),
      parties.submitter,
      segment('TRN', 2, trace),
      segment('STC', 'A1:19:40', date, 'WQ', amount(this.#set.tally.cents)),
      ...this.#set.tally.segments('90', 'AA'),
    ]);
    this.#providers.moveTo(this.#sets);
    this.#write(this.#sets, [segment('SE', this.#set.segments + 1, number)]);
  }
}

/** One STC: up to three statuses. Only the STC of a claim has the amount. */
function stc(codes: readonly ClaimStatus[], date: string, action: string, charge: string): string {
  const composite = (status: ClaimStatus | undefined) =>
    status ? [status.category, status.code, status.entity].filter(Boolean).join(':') : '';
  return segment('STC', composite(codes[0]), date, action, charge, '', '', '', '', '', composite(codes[1]), composite(codes[2]));
}

const distinct = (texts: readonly string[]) => [...new Set(texts)];

/** The segments of a line and its statuses. */
function lineSegments(line: ServiceLine, statuses: readonly string[]): string[] {
  const procedure = ['HC', safe(line.procedure, 48), ...line.modifiers.map((modifier) => safe(modifier, 2))].join(':');
  const code = line.procedure ? procedure : `NU:${safe(line.revenueCode, 48)}`;
  const units = Number.isFinite(line.units) ? String(line.units) : '';
  const revenue = line.procedure ? safe(line.revenueCode, 48) : '';
  const control = line.segments('REF', '6R')[0];
  return [
    segment('SVC', code, Number.isFinite(line.charge) ? amount(line.charge) : '0', '', revenue, '', '', units),
    ...statuses,
    ...(control ? [segment('REF', 'FJ', safe(control.text(2), 50))] : []),
    ...(line.date === undefined ? [] : [segment('DTP', '472', 'D8', String(line.date))]),
  ];
}

function setParties(claim: ClaimView): SetParties {
  const find = (id: string, qualifier: string) => claim.parents.find((part) => part.id === id && part.text(1) === qualifier);
  const bht = claim.parents.find((part) => part.id === 'BHT');
  return {
    batch: safe(bht?.text(3) ?? '', 45),
    source: party('AY', find('NM1', '40'), '46'),
    submitter: party('41', find('NM1', '41'), '46'),
  };
}

/** NM1 of a business or provider as the file names it, in another role. */
function party(role: string, nm1: Segment | undefined, qualifier: string): string {
  const isPerson = nm1?.text(2) === '1';
  const [last, first, id] = [3, 4, 9].map((element) => nm1?.text(element) ?? '');
  return segment('NM1', role, isPerson ? '1' : '2', safe(last!, 60), safe(first!, 35), '', '', '', qualifier, safe(id!));
}
