import type { ClaimType } from '../model/claim.ts';

/** A version of one of the guides, as ST03 and GS08 name it. */
export interface GuideVersion {
  readonly type: ClaimType;
  /** The version that all must use. */
  readonly adopted: string;
  /** Elements that the adopted version requires, and this one does not. */
  readonly optional: readonly string[];
}

const ADOPTED: Readonly<Record<ClaimType, string>> = { '837P': '005010X222A1', '837I': '005010X223A2' };

const version = (type: ClaimType, ...optional: readonly string[]): GuideVersion => ({ type, adopted: ADOPTED[type], optional });

/**
 * Versions of the guides. Adopted are the two of 45 CFR 162.1102(c): 005010X222 with the errata A1, and 005010X223 with the errata A1 and
 * A2. The others are earlier or later than these, and are read as the adopted ones but for what is listed: CL101 is situational in
 * 005010X223 and 005010X223A1, and required since the errata A2 (ASC X12, 005010X223A2, CL101; read 2026-11).
 */
export const VERSIONS: Readonly<Record<string, GuideVersion>> = {
  '005010X222': version('837P'),
  '005010X222A1': version('837P'),
  '005010X222A2': version('837P'),
  '005010X223': version('837I', 'CL101'),
  '005010X223A1': version('837I', 'CL101'),
  '005010X223A2': version('837I'),
  '005010X223A3': version('837I'),
};

const NONE: readonly string[] = [];

/** Elements that a version does not require, although the adopted one does. */
export const optionalIn = (name: string): readonly string[] => VERSIONS[name]?.optional ?? NONE;
