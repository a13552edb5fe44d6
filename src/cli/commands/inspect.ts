import nodeX12 from 'node-x12';
import type { ClaimView } from '../../claims/claim.ts';
import { cutClaim } from '../../claims/cut.ts';
import { payerClassOf } from '../../codes/payers.ts';
import { maySee, SERVICE_DATES } from '../../codes/safe-elements.ts';
import { makeTables } from '../../codes/tables.ts';
import { STDIN } from '../../engine/inputs.ts';
import { revealed, WITHHELD } from '../../formats/message.ts';
import type { ClaimType } from '../../model/claim.ts';
import type { Shown } from '../../model/finding.ts';
import { readClaimViews } from '../../reader/read-source.ts';
import { InputError } from '../../x12/errors.ts';
import { fromStream, openFile } from '../../x12/source.ts';
import { UsageError } from '../errors.ts';
import { type InspectArguments, parseShown } from '../options.ts';
import { print } from '../outputs.ts';

type Interchange = InstanceType<typeof nodeX12.X12Interchange>;
type Segment = InstanceType<typeof nodeX12.X12Segment>;

/** One claim cut out of its file. */
interface Cut {
  readonly text: string;
  readonly type: ClaimType;
  readonly control: { readonly interchange: string; readonly group: string; readonly transaction: string };
  /** Its segments that conform, elements joined by `*`: values of others may be those of a patient. */
  readonly sound: ReadonlySet<string>;
}

/** The segments of a claim, and of what it is under, that conform. */
function soundSegments(view: ClaimView): ReadonlySet<string> {
  const sound = [...view.parents, ...view.all].filter((segment) => segment.isSound);
  return new Set(
    sound.map((segment) => [segment.id, ...Array.from({ length: segment.size }, (_, k) => segment.text(k + 1))].join('*')),
  );
}

/** Thrown to stop reading once the claim is found. */
class Found extends Error {}

/** Cuts the claim with this ordinal out of a file. Throws UsageError if the file has fewer claims, and InputError. */
async function cut(file: string, ordinal: number): Promise<Cut> {
  let found: Cut | undefined;
  let last = 0;
  try {
    const source = file === STDIN ? fromStream(process.stdin) : await openFile(file);
    await readClaimViews(source, makeTables(), (view) => {
      last = view.ordinal;
      if (last < ordinal) return;
      found = { text: cutClaim(view), type: view.type, control: view.set.shownNumbers, sound: soundSegments(view) };
      throw new Found();
    });
  } catch (error) {
    if (error instanceof InputError) throw new InputError(error.code, `${file}: ${error.message}`);
    if (!(error instanceof Found)) throw error;
  }
  if (!found) throw new UsageError(`${file} has ${last === 1 ? '1 claim' : `${last} claims`}; there is no claim ${ordinal}.`);
  return found;
}

/** Shows elements and components, with the values that identify a patient withheld. */
class Shower {
  readonly #shown: readonly Shown[];
  readonly #component: string;
  readonly #sound: ReadonlySet<string>;

  constructor(shown: readonly Shown[], component: string, sound: ReadonlySet<string>) {
    this.#shown = shown;
    this.#component = component;
    this.#sound = sound;
  }

  /** Text of an element, with values that identify a patient withheld. */
  element(segment: Segment, element: number): string {
    const value = segment.valueOf(element, '') ?? '';
    if (value === '' || this.#shown.includes('segment')) return value;
    // The segments were counted when the claim was cut out.
    if (segment.tag === 'SE' && element === 1) return value;
    const text = (k: number) => segment.valueOf(k, '') ?? '';
    if (!this.#sound.has([segment.tag, ...segment.elements.map(({ value: each }) => each)].join('*'))) return WITHHELD;
    if (segment.tag === 'CLM' && element === 1) return revealed({ phi: 'pcn', value }, this.#shown);
    if (segment.tag === 'DTP' && element === 3 && SERVICE_DATES.has(text(1))) return revealed({ phi: 'dos', value }, this.#shown);
    const parts = value.split(this.#component);
    return parts
      .map((part, i) =>
        part === '' || this.#safe(segment.tag, element, parts.length > 1 ? i + 1 : 1, text, part) ? part : WITHHELD,
      )
      .join(this.#component);
  }

  /** An element that may be shown can still hold a text that was typed into the wrong field: withhold values that are not codes. */
  #safe(id: string, element: number, component: number, text: (k: number) => string, part: string): boolean {
    if (!maySee(id, element, component, text)) return false;
    return (id === 'NM1' && element === 3) || /^[\w.+^\s-]{1,20}$/.test(part);
  }

  /** A component of an element. */
  component(segment: Segment, element: number, component: number): string {
    return this.element(segment, element).split(this.#component)[component - 1] ?? '';
  }
}

/** What a query finds. Throws UsageError for one that node-x12 does not take. */
function found(interchange: Interchange, path: string) {
  try {
    return new nodeX12.X12QueryEngine(false).query(interchange, path);
  } catch {
    throw new UsageError(`--query cannot be read: "${path}". It takes elements such as SV101, LX-LIN03 or NM109:NM101["85"].`);
  }
}

/** Values that a query of node-x12 finds, one a line. */
function query(interchange: Interchange, path: string, show: Shower): string {
  // CONCAT joins the values of two elements into one, and would show the withheld text of the first.
  if (/CONCAT\(/.test(path)) throw new UsageError('--query does not support CONCAT. Ask for one element at a time.');
  const named = /[A-Z0-9]{2,3}[0-9]{2}(?![^[]*\])/.exec(path.replace(/^FOREACH\(.*\)=>/, ''));
  if (!named) throw new UsageError(`--query takes elements such as SV101, LX-LIN03 or NM109:NM101["85"], not "${path}".`);
  const results = found(interchange, path);
  if (results.length === 0) return `Nothing was found for ${path}.\n`;
  return results.map(({ segment, element }) => `${show.element(segment, segment.elements.indexOf(element) + 1)}\n`).join('');
}

/** The claim in words, for a person. */
function summary(interchange: Interchange, claim: Cut, head: string, show: Shower): string {
  const engine = new nodeX12.X12QueryEngine(false);
  const transaction = interchange.functionalGroups[0]!.transactions[0]!;
  const one = (path: string) => {
    const result = engine.query(interchange, path)[0];
    return result ? show.element(result.segment, result.segment.elements.indexOf(result.element) + 1) : '';
  };
  const party = (code: string) =>
    [one(`NM103:NM101["${code}"]`), one(`NM109:NM101["${code}"]`)].filter(Boolean).join(', ') || 'none';
  let text = `${head}\n\n`;
  const row = (title: string, value: string) => {
    text += `${title.padEnd(12)}${value}\n`;
  };
  row('Submitter', party('41'));
  row('Receiver', party('40'));
  row('Billing', party('85'));
  const filing = one('SBR09');
  row('Payer', `${party('PR')}; ${filing ? `SBR09 ${filing} (${payerClassOf(filing)})` : 'no SBR09'}`);
  row('Subscriber', party('IL'));
  if (engine.query(interchange, 'NM101:NM101["QC"]').length > 0) row('Patient', party('QC'));
  const clm = transaction.segments.find((segment) => segment.tag === 'CLM')!;
  const [place, , frequency] = [1, 2, 3].map((component) => show.component(clm, 5, component));
  row(
    'Claim',
    `CLM01 ${show.element(clm, 1)}, charge ${show.element(clm, 2)}, ${claim.type === '837I' ? 'bill type' : 'place'} ${place}, frequency ${frequency}`,
  );
  const from = transaction.segments.indexOf(clm);
  const lines: Segment[][] = [];
  const header: Segment[] = [];
  for (const segment of transaction.segments.slice(from)) {
    if (segment.tag === 'LX') lines.push([]);
    (lines.at(-1) ?? header).push(segment);
  }
  const codes = header
    .filter((segment) => segment.tag === 'HI')
    .flatMap((segment) =>
      segment.elements.map((_, i) => `${show.component(segment, i + 1, 2)} (${show.component(segment, i + 1, 1)})`),
    );
  for (const [i, code] of codes.entries()) row(i === 0 ? 'Diagnoses' : '', `${i + 1}  ${code}`);
  for (const segments of lines) text += line(segments, show);
  text += `\n${transaction.segments.length + 2} segments in the set of this claim.\nNames, ids and free text are withheld; --show pcn,dos,segment shows more.\n`;
  return text;
}

/** One service line in words. */
function line(segments: readonly Segment[], show: Shower): string {
  const find = (id: string, qualifier?: string) =>
    segments.find((segment) => segment.tag === id && (qualifier === undefined || segment.valueOf(1) === qualifier));
  const lx = find('LX');
  const service = find('SV1') ?? find('SV2');
  const rows: string[] = [];
  if (service) {
    const shift = service.tag === 'SV2' ? 1 : 0;
    const at = (element: number) => show.element(service, element + shift);
    const modifiers = [3, 4, 5, 6].map((component) => show.component(service, 1 + shift, component)).filter(Boolean);
    const parts = [
      [show.component(service, 1 + shift, 2), ...modifiers].join(' '),
      `${at(4)} ${at(3)}`,
      `charge ${at(2)}`,
      shift === 1 && `revenue code ${show.element(service, 1)}`,
      shift === 0 && at(5) && `place ${at(5)}`,
      shift === 0 && at(7) && `diagnoses ${at(7)}`,
    ];
    rows.push(parts.filter(Boolean).join(', '));
  } else rows.push('no SV1 or SV2');
  const date = find('DTP', '472');
  if (date) rows.push(`service ${show.element(date, 3)}`);
  const lin = find('LIN');
  if (lin) {
    const ctp = find('CTP');
    rows.push(
      `drug ${show.element(lin, 2)} ${show.element(lin, 3)}${ctp ? `, ${show.element(ctp, 4)} ${show.element(ctp, 5)}` : ''}`,
    );
  }
  const title = `Line ${lx ? show.element(lx, 1) : '?'}`;
  return rows.map((row, i) => `${(i === 0 ? title : '').padEnd(12)}${row}\n`).join('');
}

/** What node-x12 makes of a claim. Throws InputError if it cannot read or query it: its own words may quote what is in the file. */
function tried<T>(make: () => T, file: string): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new InputError(
      'inspect',
      `${file}: This claim cannot be shown: its segments or separators are damaged. Lint the file to see where.`,
    );
  }
}

/** `xolint inspect FILE`: the transaction set of one claim, by node-x12's parser and query engine. */
export async function inspectCommand(args: InspectArguments): Promise<number> {
  const shown = parseShown(args.show);
  if (args.claim !== undefined && !/^[1-9]\d{0,8}$/.test(args.claim))
    throw new UsageError(`--claim takes a whole number, at least 1, not "${args.claim}".`);
  const ordinal = Number(args.claim ?? 1);
  const claim = await cut(args.file, ordinal);
  const parsed = tried(() => new nodeX12.X12Parser(false).parse(claim.text) as Interchange, args.file);
  const show = new Shower(shown, parsed.header.valueOf(16) || ':', claim.sound);
  if (args.query !== undefined) {
    const { query: path } = args;
    await print(tried(() => query(parsed, path, show), args.file));
    return 0;
  }
  const { interchange, group, transaction } = claim.control;
  const head = `${args.file}, claim ${ordinal} (${claim.type}, interchange ${interchange}, group ${group}, set ${transaction})`;
  await print(tried(() => summary(parsed, claim, head, show), args.file));
  return 0;
}
