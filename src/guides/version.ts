import type { ClaimType } from '../model/claim.ts';
import { InputError } from '../x12/errors.ts';

/** Whether a text names the version of a guide, of whatever kind: before 5010 by its number alone. */
export const isVersion = (text: string) => /^00[34]|^00\d{4}X\d{3}([A-Z]\d)?$/.test(text);

/** Which guide a version names; an InputError where it names none that is covered. */
export function claimTypeOf(version: string): ClaimType | InputError {
  if (version.startsWith('005010X222')) return '837P';
  if (version.startsWith('005010X223')) return '837I';
  if (version === '') {
    return new InputError(
      'version',
      'A transaction set has no version in ST03, nor its group in GS08, so the guide that it follows is unknown. Export the file again.',
    );
  }
  // Any text may be in the place of the version, a name too: only what looks like a version is repeated.
  const named = /^00\d{4}(X\d{3})?(A\d)?$/.test(version) ? version : 'unknown';
  if (version.startsWith('005010X224'))
    return new InputError('dental', `The set is a dental claim (837D, ${named}). xolint covers 837P and 837I.`);
  return new InputError(
    'version',
    `The set has version ${named}. xolint covers 005010X222 (837P) and 005010X223 (837I); convert the file, or lint the file that it was made from.`,
  );
}
