import { placeKind } from '../../codes/places.ts';
import type { DrugIdentity, ServiceLine } from '../../model/claim.ts';
import { drugRule } from '../drug-rule.ts';
import { INJECTION, officeClaim, XOLAIR } from '../examples/claims.ts';
import { defineRule } from '../rule.ts';
import { isRepeated, placeOfService } from './support/visits.ts';

function isHomeDrug(line: ServiceLine, drug: DrugIdentity): boolean {
  return line.bills(drug) && placeKind(line.placeOfService) === 'home';
}

export default drugRule((drug) =>
  defineRule({
    id: `${drug.id}/home-drug`,
    severity: 'off',
    byPayerClass: { medicare: 'warning' },
    types: ['837P'],
    docs: {
      what: `Medicare is not billed for ${drug.name} that the patient injects at home (place 12).`,
      why: 'Part B pays for drugs that a physician, or staff under a physician, gives. Drugs that patients give themselves belong to Part D.',
      fix: 'Bill the drug to the Part D plan, or correct the place of service if it was given in the practice.',
      source: 'CMS Benefit Policy Manual, chapter 15, section 50.2',
    },
    messages: { home: `${drug.code} is billed to Medicare at place 12, the home of the patient` },
    examples: {
      good: [
        officeClaim([XOLAIR], { facility: '12:B:1' }),
        officeClaim([XOLAIR, INJECTION], { filing: 'MB' }),
        officeClaim([XOLAIR], { filing: '16', facility: '12:B:1' }),
      ],
      bad: [
        {
          text: officeClaim([XOLAIR], { filing: 'MB', facility: '12:B:1' }),
          message: 'home',
          at: 'CLM05-1',
          severity: 'warning',
        },
      ],
    },
    line(line, report) {
      if (!isHomeDrug(line, drug) || isRepeated(line, (other) => isHomeDrug(other, drug))) return;
      report('home', placeOfService(line));
    },
  }),
);
