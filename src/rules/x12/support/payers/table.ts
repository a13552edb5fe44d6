import type { Adjudication, Claim, JudgedPayer, Segment } from '../../../../model/claim.ts';
import { subscriber } from '../../../examples/claims.ts';
import { codeText, counted, dollars, listed } from '../../../words.ts';
import { type Relation, relation } from './relation.ts';

// What relations ask

/** The segments that are there. */
const present = (segments: readonly (Segment | undefined)[]) => segments.filter((segment) => segment !== undefined);

/** Of other payers, those whose element is the same as that of an earlier SBR, with it: among these codes. Nothing is made where none is. */
function repeated({ sbr, payers: { others } }: Claim, element: number, codes: readonly string[]) {
  const found = [];
  for (let k = 0; k < others.length; k++) {
    const segment = others[k]!.sbr;
    for (const code of codes) {
      if (!segment.is(element, code)) continue;
      let first = sbr?.is(element, code) ? sbr : undefined;
      for (let e = 0; e < k && !first; e++) if (others[e]!.sbr.is(element, code)) first = others[e]!.sbr;
      if (first) found.push({ segment, element, related: [first], words: { code } });
    }
  }
  return found;
}

/** A segment of a payer that has one of its own on a line too. */
function onBothLevels(
  { payers: { others } }: Claim,
  ofClaim: (payer: JudgedPayer) => Segment | undefined,
  ofLine: (adjudication: Adjudication) => Segment | undefined,
) {
  return others.flatMap((payer) => {
    const segment = ofClaim(payer);
    const related = segment ? present(payer.adjudications.map(ofLine)).slice(0, 1) : [];
    return segment && related.length > 0 ? [{ segment, related }] : [];
  });
}

/** Elements of segments whose text is not of a form. */
const notOfForm = (segments: readonly Segment[], elements: readonly number[], form: RegExp) =>
  segments.flatMap((segment) =>
    elements.flatMap((element) => {
      const text = segment.text(element).trim();
      return text === '' || form.test(text) ? [] : [{ segment, element }];
    }),
  );

/** The first of each text that an element of these segments has. */
function firstOfEach(segments: readonly Segment[], element: number): { segment: Segment; text: string; count: number }[] {
  const found = new Map<string, { segment: Segment; text: string; count: number }>();
  for (const segment of segments) {
    const text = segment.text(element).trim();
    const known = found.get(text);
    if (known) known.count++;
    else found.set(text, { segment, text, count: 1 });
  }
  return [...found.values()];
}

const RANKS = 'P S T A B C D E F G H'.split(' ');
const MEDICARE = ['MA', 'MB'];
/** Elements of MIA and MOA that are remark codes. */
const REMARKS = { MIA: [5, 20, 21, 22, 23], MOA: [3, 4, 5, 6, 7] } as const;
/** Elements of CAS that are amounts. */
const AMOUNTS = [3, 6, 9, 12, 15, 18];
const REMARK = /^(MA?\d{1,3}|N\d{1,4})$/;
const isNumber = (text: string) => /^\d{1,6}$/.test(text);

// What examples begin with

/** A claim of $100 that a first payer has judged; `amounts` are its CAS and AMT, `date` its DTP*573. */
const CLAIM = ({
  amounts = '',
  date = '',
  sbr = 'SBR*P*18*******CI~',
  to = 'SBR*S*18*******CI~',
  more = '',
  remarks = '',
} = {}) =>
  `${subscriber(to)}CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~${sbr}${amounts}OI***Y***Y~${remarks}NM1*IL*1*TESTER*PAT****MI*M1~NM1*PR*2*PAYER TWO*****PI*77777~${date}${more}LX*1~SV1*HC:99213*100*UN*1***1~DTP*472*D8*20261005~`;
const DATE = 'DTP*573*D8*20261020~';
const SVD = (adjustments = 'CAS*PR*1*20~', svd = 'SVD*77777*80*HC:99213**1~') => `${svd}${adjustments}${DATE}`;
const BY_CLAIM = { amounts: 'CAS*PR*1*20~AMT*D*80~', date: DATE };
const BY_LINE = { amounts: 'AMT*D*80~' };
const SECOND = (sbr: string, id = '88888') =>
  `SBR*${sbr}~OI***Y***Y~NM1*IL*1*TESTER*PAT****MI*M1~NM1*PR*2*PAYER THREE*****PI*${id}~`;

/** What ids of payers look like at clearinghouses; another text in their place may be that of a patient. */
const PAYER_ID = /^[A-Z0-9]{5}$/;

/** Relations between the payers of a claim, by id; an id is a message of x12/other-payer and is never reused. */
export const RELATIONS = {
  rank: relation({
    text: 'SBR01 is {code}, as that of another payer of this claim',
    breaches: (claim) => repeated(claim, 1, RANKS),
    fix: 'Give each payer its own place in the order: P for the first, S for the second, T for the third.',
    source: '005010X222A1 and 005010X223A2, loops 2000B and 2320, SBR01: each code but U once in a claim',
    examples: {
      good: [
        CLAIM({ ...BY_CLAIM, to: 'SBR*T*18*******CI~', more: SECOND('S*18*******CI') }),
        // U: nobody knows the order.
        CLAIM({ ...BY_CLAIM, to: 'SBR*U*18*******CI~', sbr: 'SBR*U*18*******CI~', more: SECOND('U*18*******CI') }),
      ],
      bad: [
        { text: CLAIM({ ...BY_CLAIM, to: 'SBR*P*18*******CI~' }), at: 'SBR01' },
        { text: CLAIM({ ...BY_CLAIM, to: 'SBR*T*18*******CI~', more: SECOND('P*18*******CI') }), at: 'SBR01' },
      ],
    },
  }),

  alone: relation({
    severity: 'warning',
    text: 'SBR01 is {code}, but the claim names no other payer (loop 2320) that comes before',
    breaches: ({ sbr, payers: { others } }) =>
      others.length === 0 && sbr && (sbr.is(1, 'S') || sbr.is(1, 'T'))
        ? [{ segment: sbr, element: 1, words: { code: sbr.text(1) } }]
        : [],
    fix: 'Add loop 2320 with what the first payer did, or correct SBR01.',
    source: '005010X222A1 and 005010X223A2, loop 2320: required when other payers are known',
    examples: {
      good: ['SBR*U*18*******CI~CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~'],
      bad: [{ text: 'SBR*S*18*******CI~CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~', at: 'SBR01' }],
    },
  }),

  medicare: relation({
    text: 'SBR09 is {code}, as that of another payer: a patient has each part of Medicare once',
    breaches: (claim) => repeated(claim, 9, MEDICARE),
    fix: 'Correct SBR09 of the payer that is not Medicare.',
    source:
      'Clearinghouse edit "subscriber and other subscriber cannot both be Medicare Part B" (TriZetto); SBR09 of loops 2000B and 2320',
    examples: {
      good: [
        CLAIM({ ...BY_CLAIM, to: 'SBR*S*18***12****MB~', sbr: 'SBR*P*18*******MA~' }),
        CLAIM({ ...BY_CLAIM, to: 'SBR*S*18*******CI~', sbr: 'SBR*P*18*******CI~' }),
      ],
      bad: [{ text: CLAIM({ ...BY_CLAIM, to: 'SBR*S*18***12****MB~', sbr: 'SBR*P*18*******MB~' }), at: 'SBR09' }],
    },
  }),

  payer: relation({
    text: 'SVD01 of {lines} is {payer}, which is not the id of another payer of this claim (NM109 of 2330B)',
    breaches: ({ payers: { others, adjudications } }) =>
      adjudications.every(({ payer }) => payer) || others.some(({ id }) => id === '')
        ? []
        : firstOfEach(
            adjudications
              .filter(({ svd, payer }) => !payer && svd.text(1).trim() !== '' && !others.some(({ id }) => isId(svd, id)))
              .map(({ svd }) => svd),
            1,
          ).map(({ segment, text, count }) => ({
            segment,
            element: 1,
            words: { payer: codeText(text, PAYER_ID), lines: counted(count, 'adjudication') },
          })),
    fix: 'Put the same id into SVD01 and into NM109 of the payer, or add the payer.',
    source: '005010X222A1 and 005010X223A2, loops 2330B (NM109) and 2430 (SVD01)',
    examples: {
      good: [`${CLAIM(BY_LINE)}${SVD()}`],
      bad: [
        { text: `${CLAIM(BY_LINE)}${SVD('CAS*PR*1*20~', 'SVD*77778*80*HC:99213**1~')}`, at: 'SVD01' },
        { text: `${CLAIM()}${SVD('CAS*PR*1*20~', 'SVD*77778*80*HC:99213**1~')}`, at: 'SVD01' },
      ],
    },
  }),

  bundled: relation({
    text: 'SVD06 is {number}, but the claim has no line of that number',
    breaches: ({ lines, payers: { adjudications } }) =>
      adjudications.flatMap(({ svd }) => {
        if (svd.is(6, '')) return [];
        const text = svd.text(6).trim();
        if (!isNumber(text) || lines.some(({ number, index }) => number === Number(text) || index + 1 === Number(text)))
          return [];
        return [{ segment: svd, element: 6, words: { number: text } }];
      }),
    fix: 'Put the LX01 of the line into SVD06 that the payer combined this one with.',
    source: '005010X222A1 and 005010X223A2, loop 2430, SVD06',
    examples: {
      good: [`${CLAIM(BY_LINE)}${SVD('CAS*PR*1*20~', 'SVD*77777*80*HC:99213**1*1~')}`],
      bad: [{ text: `${CLAIM(BY_LINE)}${SVD('CAS*PR*1*20~', 'SVD*77777*80*HC:99213**1*9~')}`, at: 'SVD06' }],
    },
  }),

  dateTwice: relation({
    text: 'The payer has its adjudication date (DTP*573) in 2330B and on its lines (2430) too',
    breaches: (claim) =>
      onBothLevels(
        claim,
        ({ date }) => date,
        ({ isDated, svd }) => (isDated ? svd : undefined),
      ),
    fix: 'Remove the date from 2330B: where lines were judged, each has its own.',
    source: '005010X222A1 and 005010X223A2, loops 2330B and 2430, DTP*573; X12 request for interpretation 1391',
    examples: {
      good: [CLAIM(BY_CLAIM), `${CLAIM(BY_LINE)}${SVD()}`],
      bad: [{ text: `${CLAIM({ ...BY_LINE, date: DATE })}${SVD()}`, at: 'DTP' }],
    },
  }),

  dateMissing: relation({
    text: 'The payer paid or adjusted the claim, but has no adjudication date (DTP*573), neither in 2330B nor on a line (2430)',
    breaches: ({ payers: { others, adjudications } }) =>
      // A line whose SVD01 names nobody may be of this payer.
      adjudications.some(({ payer }) => !payer)
        ? []
        : others.flatMap(({ name, paid, adjustment, date, adjudications: own }) =>
            name && (paid || adjustment) && !date && own.length === 0 ? [{ segment: name }] : [],
          ),
    fix: 'Copy the date of its remittance into DTP*573 of 2330B.',
    source:
      '005010X222A1 and 005010X223A2, loop 2330B, DTP*573; https://www.stedi.com/changelog/claim-edit-missing-other-payer-adjudication-date-in-cob-claims',
    examples: {
      good: [
        CLAIM(BY_CLAIM),
        // It has not judged the claim yet.
        CLAIM(),
        // It does not cover the claim, and need not be asked.
        CLAIM({ amounts: 'AMT*A8*100~' }),
      ],
      bad: [
        { text: CLAIM({ amounts: 'CAS*PR*1*20~AMT*D*80~' }), at: 'NM1' },
        { text: CLAIM({ amounts: 'CAS*PR*1*100~' }), at: 'NM1' },
      ],
    },
  }),

  liabilityTwice: relation({
    text: 'What is left to the patient (AMT*EAF) is in 2320 and on lines of the payer (2430) too',
    breaches: (payers) =>
      onBothLevels(
        payers,
        ({ liability }) => liability,
        ({ liability }) => liability,
      ),
    fix: 'Remove it from 2320 if the payer reported it by line.',
    source:
      '005010X222A1 and 005010X223A2, loops 2320 and 2430, AMT*EAF; https://www.stedi.com/changelog/claim-edit-duplicate-remaining-patient-liability',
    examples: {
      good: [CLAIM({ ...BY_CLAIM, amounts: 'CAS*PR*1*20~AMT*D*80~AMT*EAF*20~' }), `${CLAIM(BY_LINE)}${SVD()}AMT*EAF*20~`],
      bad: [{ text: `${CLAIM({ amounts: 'AMT*D*80~AMT*EAF*20~' })}${SVD()}AMT*EAF*20~`, at: 'AMT' }],
    },
  }),

  nonCoveredPart: relation({
    text: 'AMT*A8 is {amount}, but CLM02 is {charge}: AMT*A8 says that nothing of the claim is covered',
    breaches: ({ charge, payers: { others } }) =>
      present(others.map(({ nonCovered }) => nonCovered)).flatMap((segment) => {
        const amount = segment.cents(2);
        return Math.abs(amount - charge) > 0
          ? [{ segment, element: 2, words: { amount: dollars(amount), charge: dollars(charge) } }]
          : [];
      }),
    fix: 'Put the whole charge into AMT*A8; what a payer did not cover of a claim that it judged is in its CAS.',
    source: '005010X222A1 and 005010X223A2, loop 2320, AMT*A8; X12 request for interpretation 1353',
    examples: {
      good: [CLAIM({ amounts: 'AMT*A8*100.00~' })],
      bad: [{ text: CLAIM({ amounts: 'AMT*A8*60~' }), at: 'AMT02' }],
    },
  }),

  nonCoveredBeside: relation({
    text: 'AMT*A8 says that the payer was not asked, but {beside} of it {are} there too',
    breaches: ({ payers: { others } }) =>
      others.flatMap(({ nonCovered, paid, adjustment, adjudications }) => {
        const related = present([paid, adjustment, adjudications[0]?.svd]);
        if (!nonCovered || related.length === 0) return [];
        const ids = related.map((segment) => (segment.id === 'AMT' ? 'AMT*D' : segment.id));
        return [{ segment: nonCovered, related, words: { beside: listed(ids), are: ids.length === 1 ? 'is' : 'are' } }];
      }),
    fix: 'Remove AMT*A8 if the payer judged the claim; otherwise remove what it is said to have paid and adjusted.',
    source: '005010X222A1 and 005010X223A2, loop 2320, AMT*A8; X12 request for interpretation 1353',
    examples: {
      good: [CLAIM({ amounts: 'AMT*A8*100~' })],
      bad: [
        { text: CLAIM({ ...BY_CLAIM, amounts: 'CAS*PR*1*20~AMT*D*80~AMT*A8*100~' }), at: 'AMT' },
        { text: `${CLAIM({ amounts: 'AMT*A8*100~' })}${SVD()}`, at: 'AMT' },
      ],
    },
  }),

  zeroAdjustment: relation({
    text: 'CAS{element} is an adjustment of zero, which adjusts nothing',
    breaches: ({ payers: { zeroAdjustments } }) =>
      zeroAdjustments.flatMap((segment) =>
        AMOUNTS.filter((element) => segment.cents(element) === 0).map((element) => ({
          segment,
          element,
          words: { element: String(element).padStart(2, '0') },
        })),
      ),
    fix: 'Leave out the reason with its amount.',
    source: '005010X222A1 and 005010X223A2, loops 2320 and 2430, CAS; X12 requests for interpretation 277 and 1865',
    examples: {
      good: [CLAIM({ ...BY_CLAIM, amounts: 'CAS*OA*94*-10~CAS*PR*1*30~AMT*D*80~' })],
      bad: [
        { text: CLAIM({ ...BY_CLAIM, amounts: 'CAS*PR*1*20**2*0~AMT*D*80~' }), at: 'CAS06' },
        { text: `${CLAIM(BY_LINE)}${SVD('CAS*CO*45*0~CAS*PR*1*20~')}`, at: 'CAS03' },
      ],
    },
  }),

  negativePaid: relation({
    text: 'The payer is said to have paid {amount}: an amount that was paid is zero or more',
    breaches: ({ payers: { others, adjudications } }) =>
      [
        ...present(others.map(({ paid }) => (paid && paid.cents(2) < 0 ? paid : undefined))),
        ...present(adjudications.map(({ svd, paid }) => (paid < 0 ? svd : undefined))),
      ].map((segment) => ({ segment, element: 2, words: { amount: dollars(segment.cents(2)) } })),
    fix: 'Copy the paid amount from the last remittance of the payer, not that of a reversal.',
    source: 'https://www.stedi.com/changelog/claim-edit-invalid-paid-amount; loops 2320 (AMT*D) and 2430 (SVD02)',
    examples: {
      good: [CLAIM({ ...BY_CLAIM, amounts: 'CAS*PR*1*100~AMT*D*0~' })],
      bad: [
        { text: CLAIM({ ...BY_CLAIM, amounts: 'CAS*PR*1*110~AMT*D*-10~' }), at: 'AMT02' },
        { text: `${CLAIM({ amounts: 'AMT*D*-10~' })}${SVD('CAS*PR*1*110~', 'SVD*77777*-10*HC:99213**1~')}`, at: 'AMT02' },
      ],
    },
  }),

  remark: relation({
    severity: 'warning',
    text: 'A remark code is M, MA or N with a number, which this is not',
    breaches: ({ payers: { others } }) =>
      others.flatMap(({ remarks }) =>
        remarks.flatMap((segment) => notOfForm([segment], segment.id === 'MIA' ? REMARKS.MIA : REMARKS.MOA, REMARK)),
      ),
    fix: 'Copy the remark code from the remittance of the payer.',
    source:
      'Remittance advice remark codes (X12 external code list 411); https://www.stedi.com/changelog/claim-edit-invalid-remark-code-in-cob-claims',
    examples: {
      good: [CLAIM({ ...BY_CLAIM, remarks: 'MOA***MA01*N130*M86~' })],
      bad: [{ text: CLAIM({ ...BY_CLAIM, remarks: 'MOA***MA01*ZZ999~' }), at: 'MOA04' }],
    },
  }),
} satisfies Readonly<Record<string, Relation>>;

const isId = (svd: Segment, id: string) => svd.text(1).trim().toUpperCase() === id;

export type RelationId = keyof typeof RELATIONS;
