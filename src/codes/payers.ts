import type { PayerClass } from '../model/payer.ts';

/**
 * Claim filing indicator (SBR09, data element 1032) to payer class. Values of 005010X222A1 and 005010X223A2.
 * FI is the Federal Employees Program, which is run by commercial plans. Checked 2026-11.
 */
const FILING: Readonly<Record<string, PayerClass>> = {
  MA: 'medicare',
  MB: 'medicare',
  '16': 'medicare-advantage',
  MC: 'medicaid',
  CI: 'commercial',
  BL: 'commercial',
  HM: 'commercial',
  '12': 'commercial',
  '13': 'commercial',
  '14': 'commercial',
  '15': 'commercial',
  FI: 'commercial',
  CH: 'federal',
  VA: 'federal',
  OF: 'federal',
  WC: 'liability',
  AM: 'liability',
  LM: 'liability',
  DS: 'liability',
};

/** All payer classes, in the order in which they are listed. */
export const PAYER_CLASSES: readonly PayerClass[] = [
  'medicare',
  'medicare-advantage',
  'medicaid',
  'commercial',
  'federal',
  'liability',
  'unknown',
];

/** The class for a value of SBR09; `unknown` for any other value, and if it is empty. */
export function payerClassOf(filing: string): PayerClass {
  return Object.hasOwn(FILING, filing) ? FILING[filing]! : 'unknown';
}
