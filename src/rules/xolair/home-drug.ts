import { placeKind } from '../../codes/places.ts';
import type { ServiceLine } from '../../model/claim.ts';
import { drugRule } from '../drug-rule.ts';
import { defineRule } from '../rule.ts';
import { INJECTION, officeClaim, XOLAIR } from './support/example-claims.ts';
import { isRepeated, placeOfService } from './support/visits.ts';

function isHomeDrug(line: ServiceLine): boolean {
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
      why: 'Part B pays for drugs that a physician or somebody under one gives; what patients give themselves belongs to Part D.',
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
      bad: [officeClaim([XOLAIR], { filing: 'MB', facility: '12:B:1' })],
    },
    line(line, report) {
      if (isHomeDrug(line) && !isRepeated(line, isHomeDrug)) report('home', placeOfService(line));
    },
  }),
);
