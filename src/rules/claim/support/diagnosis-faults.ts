import { codeFault } from '../../../codes/indications.ts';
import type { Diagnosis, ServiceLine } from '../../../model/claim.ts';

/** The checks of claim/diagnosis-pointer and claim/diagnosis-format, shared with rules that stay silent where those report. */

/** A fault of SV107. `component` counts from 1. */
export interface PointerFault {
  readonly kind: 'missing' | 'range' | 'nothing' | 'twice';
  readonly component: number;
  /** The number of the diagnosis pointed at; NaN if it is missing or not one or two digits. */
  readonly pointer: number;
}

const NONE: readonly PointerFault[] = [];

/**
 * The faults of a line's pointers: all missing, not a number from 1 to 12, no diagnosis with that number, the same number twice.
 */
export function pointerFaults(line: ServiceLine): readonly PointerFault[] {
  const { claim } = line;
  if (claim.type !== '837P') return NONE;
  // Fast path: most lines have one pointer of one digit.
  const whole = line.service.text(7);
  if (whole >= '1' && whole <= '9' && whole.length === 1 && Number(whole) <= claim.diagnoses.length) return NONE;
  const { pointers } = line;
  if (!pointers.some((pointer) => pointer !== '')) return [{ kind: 'missing', component: 1, pointer: Number.NaN }];
  const count = claim.diagnoses.length;
  let faults: PointerFault[] | undefined;
  let seen = 0;
  for (let k = 0; k < pointers.length; k++) {
    const text = pointers[k]!;
    if (text === '') continue;
    const pointer = /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
    const kind = !(pointer >= 1 && pointer <= 12)
      ? 'range'
      : pointer > count
        ? 'nothing'
        : seen & (1 << pointer)
          ? 'twice'
          : undefined;
    if (kind === undefined) seen |= 1 << pointer;
    else {
      faults ??= [];
      faults.push({ kind, component: k + 1, pointer });
    }
  }
  return faults ?? NONE;
}

export type FormatFault = 'point' | 'shape' | 'header' | 'early' | 'expired';

const ICD10: ReadonlySet<string> = new Set(['ABK', 'ABF', 'ABJ', 'APR', 'ABN']);
/** A letter, a digit, then a digit, A or B (C4A, C7B, Z3A), then up to four more. ICD-10-CM Official Guidelines, section I.A. */
const SHAPE = /^[A-Z]\d[0-9AB][0-9A-Z]{0,4}$/;

/** The main fault of an ICD-10-CM code on a day (yyyymmdd; undefined if unknown). Codes of other code sets are not judged. */
export function formatFault(diagnosis: Diagnosis, date: number | undefined): FormatFault | undefined {
  const { code, raw, qualifier } = diagnosis;
  if (!ICD10.has(qualifier)) return undefined;
  if (raw.includes('.')) return 'point';
  if (!SHAPE.test(code)) return 'shape';
  return codeFault(code, date);
}
