import type { ClaimType } from '../model/claim.ts';

/**
 * Claim frequency codes (CLM05-3). 837P: original, replacement, void; clearinghouses reject others (Stedi, claim edit of frequency
 * codes, 2025). 837I: third digit of the type of bill, NUBC Official UB-04 Data Specifications; letters are notices, corrections
 * and adjustments; L, N, O and R to W mean nothing.
 */
const FREQUENCIES: Readonly<Record<ClaimType, string>> = {
  '837P': '178',
  '837I': '0123456789ABCDEFGHIJKMPQXYZ',
};

/** Whether claims of a type may have a frequency code. */
export function isFrequency(type: ClaimType, code: string): boolean {
  return code.length === 1 && FREQUENCIES[type].includes(code);
}
