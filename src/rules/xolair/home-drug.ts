import { placeKind } from '../../codes/places.ts';
import type { ServiceLine } from '../../model/claim.ts';
import { defineRule } from '../rule.ts';
import { INJECTION, officeClaim, XOLAIR } from './support/example-claims.ts';
import { isRepeated, placeOfService } from './support/visits.ts';

function isHomeDrug(line: ServiceLine): boolean {
  return line.isXolairCode && placeKind(line.placeOfService) === 'home';
}

export default defineRule({
  id: 'xolair/home-drug',
  severity: 'off',
  byPayerClass: { medicare: 'warning' },
  types: ['837P'],
  docs: {
    what: 'Medicare is not billed for Xolair that the patient injects at home (place 12).',
    why: 'Part B pays for drugs that a physician or somebody under one gives; what patients give themselves belongs to Part D.',
    fix: 'Bill the drug to the Part D plan, or correct the place of service if it was given in the practice.',
    source: 'CMS Benefit Policy Manual, chapter 15, section 50.2',
  },
  messages: { home: 'J2357 is billed to Medicare at place 12, the home of the patient' },
  examples: {
    good: [
      officeClaim([XOLAIR], { facility: '12:B:1' }),
      officeClaim([XOLAIR, INJECTION], { filing: 'MB' }),
      officeClaim([XOLAIR], { filing: '16', facility: '12:B:1' }),
    ],
    bad: [
      { text: officeClaim([XOLAIR], { filing: 'MB', facility: '12:B:1' }), message: 'home', at: 'CLM05-1', severity: 'warning' },
    ],
  },
  line(line, report) {
    if (isHomeDrug(line) && !isRepeated(line, isHomeDrug)) report('home', placeOfService(line));
  },
});
