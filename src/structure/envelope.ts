import { controlKey, wrongWidths } from '../codes/isa.ts';
import { ENVELOPE_ROWS, type EnvelopeRow, envelopeAck } from '../guides/envelope.ts';
import { envelopeFault } from '../guides/soundness.ts';
import { DATE } from '../guides/types.ts';
import type { EnvelopeSegment, Group, Interchange, TransactionSet } from '../model/envelope.ts';
import type { ReportDeviation } from '../rules/rule.ts';
import { listed } from '../rules/words.ts';
import elementCode from '../rules/x12/element-code.ts';
import elementLength from '../rules/x12/element-length.ts';
import elementRequired from '../rules/x12/element-required.ts';
import elementType from '../rules/x12/element-type.ts';
import { quotedEnvelopeCode } from './quoted.ts';

/** Reports what is wrong with the value of an element, if anything. */
function checkElement(row: EnvelopeRow, segment: EnvelopeSegment, report: ReportDeviation): void {
  const { min, max, codes, index } = row;
  const value = segment.text(index);
  const location = segment.at(index);
  const named = { element: row.element, name: row.name };
  const { length } = value;
  switch (envelopeFault(row, value)) {
    case 'empty':
      report(elementRequired, 'empty', location, named);
      break;
    case 'period':
      report(elementType, 'period', location, { ...named, format: row.type === DATE ? 'YYMMDD' : 'HHMM' });
      break;
    case 'whole':
      report(elementType, 'whole', location, named);
      break;
    case 'long':
      report(elementLength, 'long', location, { ...named, length, max });
      break;
    case 'short':
      report(elementLength, 'short', location, { ...named, length, min });
      break;
    case 'date':
      report(elementType, 'date', location, named);
      break;
    case 'time':
      report(elementType, 'time', location, named);
      break;
    case 'code':
      report(elementCode, 'illegal', location, {
        ...named,
        value: quotedEnvelopeCode(segment, index),
        legal: listed(codes, 'or'),
      });
  }
}

/** Compares the elements of a segment of the envelope, but for those of which another rule speaks. */
function checkSegment(segment: EnvelopeSegment, isElsewhere: (element: number) => boolean, report: ReportDeviation): void {
  for (const row of ENVELOPE_ROWS.get(segment.text(0)) ?? []) if (!isElsewhere(row.index)) checkElement(row, segment, report);
}

/** Compares an ISA or GS. `control` is the element of its number, of which x12/control-number speaks if the trailer has another. */
function checkHeader(
  header: EnvelopeSegment,
  control: number,
  trailer: EnvelopeSegment | undefined,
  report: ReportDeviation,
): void {
  const differs = trailer && controlKey(trailer.text(2).trim()) !== controlKey(header.text(control).trim());
  checkSegment(header, (element) => element === control && differs === true, report);
}

/** Compares an SE, GE or IEA where it gives the right numbers: where it does not, x12/count and x12/control-number speak. */
function checkTrailer(trailer: EnvelopeSegment, count: number, control: string, report: ReportDeviation): void {
  const [stated, repeated] = [trailer.text(1).trim(), trailer.text(2).trim()];
  const counts = /^\d{1,15}$/.test(stated) && Number(stated) === count;
  const repeats = /^\d+$/.test(repeated) && controlKey(repeated) === controlKey(control);
  checkSegment(trailer, (element) => !(element === 1 ? counts : repeats), report);
}

/** Compares ISA, GS, SE, GE and IEA with what both guides ask of them. */
export class EnvelopeCheck {
  readonly #report: ReportDeviation;
  /** What was found in the groups of the open interchange that its TA1 tells, and is therefore reported with it. */
  #ofInterchange: (() => void)[] = [];

  constructor(report: ReportDeviation) {
    this.#report = report;
  }

  set({ se, segments, control, isCompared }: TransactionSet): void {
    if (isCompared && se) checkTrailer(se, segments, control, this.#report);
  }

  group({ gs, ge, transactions, control, isCompared, hasInterchange }: Group): void {
    if (!isCompared) return;
    checkHeader(gs, 6, ge, (rule, message, location, data) => {
      const report = () => this.#report(rule, message, location, data);
      if (hasInterchange && envelopeAck(location.element)?.interchange !== undefined) this.#ofInterchange.push(report);
      else report();
    });
    if (ge) checkTrailer(ge, transactions, control, this.#report);
  }

  interchange({ isa, iea, groups, control, isCompared }: Interchange): void {
    if (isCompared) {
      // Where its widths are wrong, what is in them may belong elsewhere.
      if (wrongWidths(isa.elements).length === 0) checkHeader(isa, 13, iea, this.#report);
      if (iea) checkTrailer(iea, groups, control, this.#report);
    }
    for (const report of this.#ofInterchange.splice(0)) report();
  }
}
