import type { ServiceLine } from '../../model/claim.ts';
import { drugRule } from '../drug-rule.ts';
import { INJECTION, OTHER_DRUG, officeClaim, on, XOLAIR } from '../examples/claims.ts';
import { defineRule } from '../rule.ts';
import { counted, from, originsOf } from '../words.ts';
import { containersOf } from './support/ndc-amount.ts';
import { injectionsOf, isGivenOn, isUndated, nextModifier } from './support/visits.ts';

/** Modifiers that set a second injection apart. NCCI Policy Manual, chapter I, section E. */
const DISTINCT: readonly string[] = ['59', 'XU', 'XE', 'XS', 'XP', '76'];

function distinction(line: ServiceLine): string | undefined {
  return DISTINCT.find((modifier) => line.has(modifier));
}

export default drugRule((drug) =>
  defineRule({
    id: `${drug.id}/admin-distinct`,
    severity: 'error',
    docs: {
      what: `A second 96372 line on a visit with ${drug.name} is for another drug and has modifier 59, XU, XE, XS, XP or 76.`,
      why: 'Without the modifier the second line is denied as a duplicate; without another drug it is never paid.',
      fix: `Add 59 or XU to the second 96372, or remove it if ${drug.name} was the only injection.`,
      source: 'NCCI Policy Manual, chapter I, section E',
    },
    claimStatus: [{ category: 'A8', code: '453' }],
    messages: {
      unmarked: 'The visit bills 96372 on {count} lines, and this one has none of the modifiers {modifiers}',
      containers: {
        text: `The visit bills 96372 on {count} lines, and by its NDCs used {containers} of ${drug.name}: some payers pay each injection, but most pay one for the visit`,
        severity: 'warning',
        fix: 'Remove the second 96372, unless the payer counts each injection. Then give it the modifier that the payer asks for, such as 59 or 76.',
      },
      alone: {
        text: `The visit bills 96372 on {count} lines, this one with {modifier}, but bills no injectable drug other than ${drug.name}`,
        severity: 'warning',
        fix: `Add the line of the other drug, or remove the second 96372: ${drug.name} is one injection, however many syringes it took.`,
      },
    },
    words: ['count', 'modifiers', 'modifier'],
    examples: {
      good: [
        officeClaim([XOLAIR, INJECTION, OTHER_DRUG, 'SV1*HC:96372:59*60*UN*1***1']),
        officeClaim([XOLAIR, OTHER_DRUG, 'SV1*HC:96372:XU*60*UN*1***1', INJECTION]),
        // The other drug was given on another visit.
        officeClaim([on('20261005', XOLAIR), on('20261005', INJECTION), on('20261012', OTHER_DRUG), on('20261012', INJECTION)]),
      ],
      bad: [
        { text: officeClaim([XOLAIR, INJECTION, OTHER_DRUG, INJECTION]), message: 'unmarked', at: 'SV101-3' },
        // Two syringes of 150 mg, with or without a modifier.
        {
          text: officeClaim(['SV1*HC:J2357:JZ*2500*UN*60***1~LIN**N4*50242021503~CTP****2*ML', INJECTION, INJECTION]),
          message: 'containers',
          at: 'SV101-3',
          severity: 'warning',
        },
        {
          text: officeClaim([
            'SV1*HC:J2357:JZ*2500*UN*60***1~LIN**N4*50242021503~CTP****2*ML',
            INJECTION,
            'SV1*HC:96372:59*60*UN*1***1',
          ]),
          message: 'containers',
          at: 'SV101-2',
          severity: 'warning',
        },
        {
          text: officeClaim([XOLAIR, INJECTION, 'SV1*HC:96372:59*60*UN*1***1']),
          message: 'alone',
          at: 'SV101-2',
          severity: 'warning',
        },
      ],
    },
    visit(visit, report) {
      const lines = visit.injections;
      if (lines.length < 2 || !isGivenOn(visit, drug)) return;
      if (isUndated(visit)) {
        report.notChecked('no-line-date');
        return;
      }
      // One of the lines is the first injection and needs no modifier, whatever the order.
      const isAlone = visit.of(drug).otherInjectables.length === 0;
      const containers = isAlone ? containersOf(visit.of(drug), drug) : Number.NaN;
      const first = lines.find((line) => distinction(line) === undefined) ?? lines[0];
      for (const line of lines) {
        if (line === first) continue;
        const modifier = distinction(line);
        const count = lines.length;
        if (injectionsOf(visit) <= containers) {
          const place = modifier === undefined ? nextModifier(line) : 'procedure';
          const origins = originsOf(visit.of(drug).billed);
          report('containers', line.at(place), { count, ...from(origins, { containers: counted(containers, 'container') }) });
        } else if (modifier === undefined) {
          report('unmarked', line.at(nextModifier(line)), { count, modifiers: DISTINCT.join(' ') });
        } else if (isAlone) report('alone', line.at('procedure'), { count, modifier });
      }
    },
  }),
);
