import type { ClaimType } from '../model/claim.ts';

/** One published version of a guide. */
export interface GuideVersion {
  readonly version: string;
  readonly type: ClaimType;
  /** HIPAA adopted it: what is sent to payers is of this version. */
  readonly adopted: boolean;
  /** SBR09 is required; in the versions before, it is until plans have numbers of their own, which they never got. */
  readonly filing: boolean;
}

/** Versions of the two guides. 45 CFR 162.1102(c); the addenda differ in words more than in structure. */
export const GUIDE_VERSIONS: readonly GuideVersion[] = [
  { version: '005010X222', type: '837P', adopted: false, filing: false },
  { version: '005010X222A1', type: '837P', adopted: true, filing: false },
  { version: '005010X222A2', type: '837P', adopted: false, filing: false },
  { version: '005010X223', type: '837I', adopted: false, filing: false },
  { version: '005010X223A1', type: '837I', adopted: false, filing: false },
  { version: '005010X223A2', type: '837I', adopted: true, filing: false },
  { version: '005010X223A3', type: '837I', adopted: false, filing: true },
];

const BY_VERSION = new Map(GUIDE_VERSIONS.map((each) => [each.version, each]));

/** The version that GS08 or ST03 names; undefined where it is none. */
export function guideVersion(version: string): GuideVersion | undefined {
  return BY_VERSION.get(version.trim());
}

/** The version of a guide that HIPAA adopted. */
export function adoptedVersion(type: ClaimType): string {
  return GUIDE_VERSIONS.find((each) => each.type === type && each.adopted)!.version;
}
