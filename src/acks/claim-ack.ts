import type { ClaimView } from '../claims/views.ts';
import type { Observer } from '../engine/lint-file.ts';
import type { Segment, ServiceLine } from '../model/claim.ts';
import type { EnvelopeSegment, Interchange, TransactionSet } from '../model/envelope.ts';
import type { Finding } from '../model/finding.ts';
import type { ClaimStatus } from '../rules/rule.ts';
import type { AckFile, AckFiles } from './ack-files.ts';
import { type AckEnvelope, type AckTime, ackEnvelope, amount, safe, segment } from './edi.ts';
import { Spool } from './spool.ts';
import { ackOf, statusOf, type Telling } from './status.ts';

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

  /** QTY and AMT; a count of none is left out. */
  text(accepted: string, rejected: string): string {
    return [
      this.accepted > 0 ? segment('QTY', accepted, this.accepted) : '',
      this.rejected > 0 ? segment('QTY', rejected, this.rejected) : '',
      this.accepted > 0 ? segment('AMT', 'YU', amount(this.acceptedCents)) : '',
      this.rejected > 0 ? segment('AMT', 'YY', amount(this.rejectedCents)) : '',
    ].join('');
  }
}

/** What the set's own levels need, taken from its first claim. */
interface SetParties {
  /** BHT03. */
  readonly batch: string;
  /** NM1 of the information source and of the submitter. */
  readonly source: string;
  readonly submitter: string;
}

/**
 * Writes a 277CA (005010X214) for each interchange: one set for each set that the 999 accepts, with every claim accepted or rejected
 * and why. It names patients: the guide requires it.
 */
export class ClaimAckWriter implements Observer {
  readonly #files: AckFiles;
  readonly #source: string;
  readonly #telling: Telling;
  readonly #when: AckTime;
  /** Patients of the provider at hand, providers of the set at hand, and sets of the interchange at hand. */
  readonly #patients: Spool;
  readonly #providers: Spool;
  readonly #sets: Spool;
  #rejected = false;
  #set: SetParties | undefined;
  #setTally = new Tally();
  #providerTally = new Tally();
  #provider = { offset: -1, hl: 0, name: '' };
  #hl = 2;
  #batch = 0;
  #setCount = 0;
  #interchanges = 0;
  #gs: EnvelopeSegment | undefined;

  constructor(files: AckFiles, source: string, telling: Telling, when: AckTime) {
    this.#files = files;
    this.#source = source;
    this.#telling = telling;
    this.#when = when;
    this.#patients = new Spool(files.temporary(source, 'patients'));
    this.#providers = new Spool(files.temporary(source, 'providers'));
    this.#sets = new Spool(files.temporary(source, 'claims'));
  }

  claim(claim: ClaimView, findings: readonly Finding[]): void {
    this.#gs ??= claim.envelope.gs;
    if (findings.some((finding) => ackOf(finding, this.#telling.rules))) this.#rejected = true;
    if (this.#rejected) return;
    this.#set ??= setParties(claim);
    const offset = claim.raw('billing')?.offset ?? -1;
    if (offset !== this.#provider.offset || this.#provider.hl === 0) this.#openProvider(claim, offset);
    const cents = Number.isFinite(claim.charge) ? claim.charge : 0;
    const told = findings
      .map((finding) => ({ finding, status: statusOf(finding, this.#telling) }))
      .filter(({ status }) => status.length > 0);
    this.#setTally.add(told.length === 0, cents);
    this.#providerTally.add(told.length === 0, cents);
    this.#patient(claim, told, amount(cents));
  }

  transaction(set: TransactionSet, findings: readonly Finding[]): void {
    if (!set.se || findings.some((finding) => ackOf(finding, this.#telling.rules))) this.#rejected = true;
    this.#closeProvider();
    const parties = this.#set;
    // A set that the 999 rejects never reached the step that a 277CA speaks of.
    if (!this.#rejected && parties) this.#writeSet(parties, set);
    this.#providers.clear();
    this.#patients.clear();
    this.#rejected = false;
    this.#set = undefined;
    this.#setTally = new Tally();
    this.#hl = 2;
    this.#batch = 0;
  }

  interchange(interchange: Interchange): void {
    this.#interchanges++;
    if (this.#setCount > 0) {
      const parties = {
        isa: interchange.isa.elements,
        sender: this.#gs?.text(2) ?? interchange.isa.text(6),
        receiver: this.#gs?.text(3) ?? interchange.isa.text(8),
      };
      const envelope: AckEnvelope = ackEnvelope(parties, '277CA', 'HN', VERSION, this.#when);
      const file: AckFile = this.#files.begin(this.#source, this.#interchanges);
      file.write(envelope.isa);
      file.write(envelope.gs(1));
      this.#sets.moveTo((text) => file.write(text));
      file.write(envelope.ge(1, this.#setCount));
      file.write(envelope.iea(1));
      file.close();
    }
    this.#setCount = 0;
    this.#gs = undefined;
  }

  /** Removes what was kept for an interchange that never ended. */
  discard(): void {
    for (const spool of [this.#patients, this.#providers, this.#sets]) spool.clear();
  }

  #openProvider(claim: ClaimView, offset: number): void {
    this.#closeProvider();
    const nm1 = claim.parents.find((part) => part.id === 'NM1' && part.loop === '2010AA');
    const qualifier = nm1?.text(8) ?? '';
    const name = party('85', nm1, ['FI', 'SV', 'XX'].includes(qualifier) ? qualifier : 'XX');
    this.#provider = { offset, hl: ++this.#hl, name };
  }

  #closeProvider(): void {
    const { hl, name } = this.#provider;
    if (hl === 0) return;
    const tally = this.#providerTally;
    const batch = this.#set?.batch ?? '';
    this.#providers.write(segment('HL', hl, 2, '19', 1) + name);
    this.#providers.write(segment('TRN', 1, `${batch}-${++this.#batch}`));
    this.#providers.write(segment('STC', 'A1:19:85', '', 'WQ', amount(tally.cents)) + tally.text('QA', 'QC'));
    this.#patients.moveTo((text) => this.#providers.write(text));
    this.#providerTally = new Tally();
    this.#provider = { offset: -1, hl: 0, name: '' };
  }

  #patient(claim: ClaimView, told: readonly { finding: Finding; status: readonly ClaimStatus[] }[], charge: string): void {
    const { date } = this.#when;
    const patient = claim.patient;
    const out: string[] = [
      segment('HL', ++this.#hl, this.#provider.hl, 'PT'),
      segment(
        'NM1',
        'QC',
        1,
        safe(patient.lastName.value, 60),
        safe(patient.firstName.value, 35),
        '',
        '',
        '',
        'MI',
        safe(claim.memberId.value),
      ),
      segment('TRN', 2, safe(claim.id.value, 38)),
    ];
    const lines = new Map<number, ClaimStatus[][]>();
    const whole: ClaimStatus[][] = [];
    for (const { finding, status } of told) {
      const line = finding.serviceLine;
      if (line === undefined) whole.push([...status]);
      else lines.set(line, [...(lines.get(line) ?? []), [...status]]);
    }
    if (told.length === 0) out.push(segment('STC', 'A2:20', date, 'WQ', charge));
    // A claim that only lines made fail says so, and the lines say why.
    else if (whole.length === 0) out.push(segment('STC', 'A3:247', date, 'U', charge));
    else for (const text of distinct(whole, (codes) => stc(codes, date, 'U', charge))) out.push(text);
    const clearinghouse = claim.segments('REF', 'D9')[0];
    if (clearinghouse) out.push(segment('REF', 'D9', safe(clearinghouse.text(2), 50)));
    if (claim.type === '837I') out.push(segment('REF', 'BLT', safe(`${claim.facility}${claim.frequency}`, 50)));
    const span = serviceSpan(claim);
    if (span) out.push(segment('DTP', '472', span.includes('-') ? 'RD8' : 'D8', span));
    for (const line of claim.lines) {
      const statuses = lines.get(line.number);
      if (statuses)
        out.push(
          lineText(
            line,
            distinct(statuses, (codes) => stc(codes, date, 'U', '')),
          ),
        );
    }
    this.#patients.write(out.join(''));
  }

  #writeSet(parties: SetParties, set: TransactionSet): void {
    const { date, time } = this.#when;
    const number = String(++this.#setCount).padStart(4, '0');
    let segments = 1;
    const write = (text: string) => {
      for (let at = text.indexOf('~'); at >= 0; at = text.indexOf('~', at + 1)) segments++;
      this.#sets.write(text);
    };
    const trace = safe(`${parties.batch || set.control}`, 50);
    write(segment('ST', '277', number, VERSION));
    write(segment('BHT', '0085', '08', trace, date, time, 'TH'));
    write(segment('HL', 1, '', '20', 1) + parties.source + segment('TRN', 1, trace));
    write(segment('DTP', '050', 'D8', date) + segment('DTP', '009', 'D8', date));
    write(segment('HL', 2, 1, '21', 1) + parties.submitter + segment('TRN', 2, trace));
    write(segment('STC', 'A1:19:40', date, 'WQ', amount(this.#setTally.cents)) + this.#setTally.text('90', 'AA'));
    this.#providers.moveTo(write);
    write(segment('SE', segments, number));
  }
}

/** One STC: up to three statuses. The amount stands only at the claim. */
function stc(codes: readonly ClaimStatus[], date: string, action: string, charge: string): string {
  const composite = (status: ClaimStatus | undefined) =>
    status ? [status.category, status.code, status.entity].filter(Boolean).join(':') : '';
  return segment('STC', composite(codes[0]), date, action, charge, '', '', '', '', '', composite(codes[1]), composite(codes[2]));
}

function distinct(statuses: readonly ClaimStatus[][], text: (codes: ClaimStatus[]) => string): string[] {
  return [...new Set(statuses.map(text))];
}

function lineText(line: ServiceLine, statuses: readonly string[]): string {
  const procedure = ['HC', safe(line.procedure, 48), ...line.modifiers.map((modifier) => safe(modifier, 2))].join(':');
  const code = line.procedure ? procedure : `NU:${safe(line.revenueCode, 48)}`;
  const units = Number.isFinite(line.units) ? String(line.units) : '';
  const revenue = line.procedure ? safe(line.revenueCode, 48) : '';
  const control = line.segments('REF', '6R')[0];
  return [
    segment('SVC', code, Number.isFinite(line.charge) ? amount(line.charge) : '0', '', revenue, '', '', units),
    ...statuses,
    control ? segment('REF', 'FJ', safe(control.text(2), 50)) : '',
    line.date === undefined ? '' : segment('DTP', '472', 'D8', String(line.date)),
  ].join('');
}

/** First and last date of service, as DTP03 has them; '' when no line has one. */
function serviceSpan(claim: ClaimView): string {
  let first = Number.POSITIVE_INFINITY;
  let last = 0;
  for (const line of claim.lines) {
    const day = line.date ?? claim.statementFrom;
    if (day === undefined) continue;
    first = Math.min(first, day);
    last = Math.max(last, day);
  }
  if (last === 0) return '';
  return first === last ? String(first) : `${first}-${last}`;
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
