import type { Claim, DrugIdentity, Segment, Visit } from '../../model/claim.ts';
import { drugRule } from '../drug-rule.ts';
import { CLINIC_INJECTION, HOSPITAL_XOLAIR, hospitalClaim, INJECTION, officeClaim, on, XOLAIR } from '../examples/claims.ts';
import { defineRule } from '../rule.ts';

/** Whether an authorization number is from the payer of the claim. A number from another payer has that payer in REF04. */
function isOwn(ref: Segment): boolean {
  return ref.text(2).trim() !== '' && ref.text(4) === '';
}

/** Whether a visit needs no more numbers. The lines of the drug are one dose, so a number on one of them counts for all. */
function isAuthorized(visit: Visit, drug: DrugIdentity): boolean {
  let given = false;
  for (const line of visit.lines) {
    if (!line.isOf(drug)) continue;
    if (line.segments('REF', 'G1').some(isOwn)) return true;
    given = true;
  }
  return !given;
}

/** The first number from another payer on a line of the drug. */
function othersNumber(claim: Claim, drug: DrugIdentity): Segment | undefined {
  for (const line of claim.lines) {
    if (!line.isOf(drug)) continue;
    const ref = line.segments('REF', 'G1').find((segment) => segment.text(4) !== '');
    if (ref !== undefined) return ref;
  }
  return undefined;
}

export default drugRule((drug) =>
  defineRule({
    id: `${drug.id}/prior-auth`,
    severity: 'off',
    byPayerClass: { commercial: 'warning', medicaid: 'warning', 'medicare-advantage': 'warning', federal: 'warning' },
    docs: {
      what: `A claim for ${drug.name} has the number of its prior authorization (REF*G1) where the payer usually requires one.`,
      why: `Most payers authorize ${drug.name} in advance and deny the drug if they find no authorization.`,
      fix: 'Put the number in REF*G1 of loop 2300. If the payer does not issue one, turn the rule off for this payer.',
      source: '005010X222A1, loops 2300 and 2400, and 005010X223A2, loop 2300: REF, prior authorization',
    },
    claimStatus: [{ category: 'A6', code: '252', entity: 'PR' }],
    payerPolicy: true,
    messages: {
      missing: `The claim bills ${drug.name} without a prior authorization number (REF*G1)`,
      otherPayer: {
        text: `The only prior authorization number (REF*G1) for ${drug.name} is from another payer, the one in REF04`,
        fix: 'Add the number from the payer of this claim, in REF*G1 of loop 2300 or without REF04.',
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
      if (
        !claim.lines.some((line) => line.isOf(drug)) ||
        (isLineLevel && claim.visits.every((visit) => isAuthorized(visit, drug)))
      )
        return;
      const other = isLineLevel ? othersNumber(claim, drug) : undefined;
      if (other !== undefined) report('otherPayer', other.at(4));
      else report('missing', { ...claim.clm.at(), element: 'REF02' });
    },
  }),
);
