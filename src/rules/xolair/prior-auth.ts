import type { Claim, Segment, Visit } from '../../model/claim.ts';
import { defineRule } from '../rule.ts';
import {
  CLINIC_INJECTION,
  HOSPITAL_XOLAIR,
  hospitalClaim,
  INJECTION,
  officeClaim,
  on,
  XOLAIR,
} from './support/example-claims.ts';

/** A number for the payer of the claim: REF04 names another payer, whose number it then is. */
function isOwn(ref: Segment): boolean {
  return ref.text(2).trim() !== '' && ref.text(4) === '';
}

/** The Xolair lines of a visit are one dose: a number on one of them is the number of all. */
function isAuthorized(visit: Visit): boolean {
  let given = false;
  for (const line of visit.lines) {
    if (!line.isXolair) continue;
    if (line.segments('REF', 'G1').some(isOwn)) return true;
    given = true;
  }
  return !given;
}

/** The first number on a Xolair line that is another payer's. */
function othersNumber(claim: Claim): Segment | undefined {
  for (const line of claim.lines) {
    if (!line.isXolair) continue;
    const ref = line.segments('REF', 'G1').find((segment) => segment.text(4) !== '');
    if (ref !== undefined) return ref;
  }
  return undefined;
}

export default defineRule({
  id: 'xolair/prior-auth',
  severity: 'off',
  byPayerClass: { commercial: 'warning', medicaid: 'warning', 'medicare-advantage': 'warning', federal: 'warning' },
  docs: {
    what: 'A claim for Xolair carries the number of its prior authorization (REF*G1) where the payer usually asks for one.',
    why: 'Most payers authorize Xolair beforehand and deny the drug where they find no authorization.',
    fix: 'Put the number into REF*G1 of loop 2300. If the payer gives none, turn the rule off for this payer.',
    source: '005010X222A1, loops 2300 and 2400, and 005010X223A2, loop 2300: REF, prior authorization',
  },
  claimStatus: [{ category: 'A6', code: '252', entity: 'PR' }],
  payerPolicy: true,
  messages: {
    missing: 'The claim bills Xolair without a prior authorization number (REF*G1)',
    otherPayer: {
      text: "The only prior authorization number (REF*G1) for Xolair is another payer's, which REF04 names",
      fix: 'Add the number that the payer of this claim gave, in REF*G1 of loop 2300 or without REF04.',
    },
  },
  examples: {
    good: [
      officeClaim([XOLAIR, INJECTION]),
      // On the line.
      officeClaim([on('20261005', XOLAIR.replace('~', '~REF*G1*AUTH1~')), on('20261005', INJECTION)], {
        authorization: '',
      }),
      officeClaim([XOLAIR, INJECTION], { filing: 'MB', authorization: '' }),
      hospitalClaim([HOSPITAL_XOLAIR, CLINIC_INJECTION]),
    ],
    bad: [
      { text: officeClaim([XOLAIR, INJECTION], { authorization: '' }), message: 'missing', at: 'REF02', severity: 'warning' },
      {
        text: officeClaim([on('20261005', XOLAIR.replace('~', '~REF*G1*AUTH1**2U:77777~')), on('20261005', INJECTION)], {
          authorization: '',
        }),
        message: 'otherPayer',
        at: 'REF04',
        severity: 'warning',
      },
      {
        text: hospitalClaim([HOSPITAL_XOLAIR, CLINIC_INJECTION], { authorization: 'REF*9F*REFERRAL1~' }),
        message: 'missing',
        at: 'REF02',
        severity: 'warning',
      },
    ],
  },
  claim(claim, report) {
    if (claim.segments('REF', 'G1').some((ref) => ref.text(2).trim() !== '')) return;
    const isLineLevel = claim.type === '837P';
    if (!claim.lines.some((line) => line.isXolair) || (isLineLevel && claim.visits.every(isAuthorized))) return;
    const other = isLineLevel ? othersNumber(claim) : undefined;
    if (other !== undefined) report('otherPayer', other.at(4));
    else report('missing', { ...claim.clm.at(), element: 'REF02' });
  },
});
