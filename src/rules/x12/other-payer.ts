import type { Claim } from '../../model/claim.ts';
import { defineRule } from '../rule.ts';
import { badOf, goodOf, messagesOf } from '../support/rows.ts';
import { from } from '../words.ts';
import type { Relation } from './support/payers/relation.ts';
import { RELATIONS, type RelationId } from './support/payers/table.ts';

const ROWS = Object.entries(RELATIONS) as [RelationId, Relation][];

/** Whether a claim has anything to judge: another payer, or a payer that is not the first. */
function concerns({ sbr, payers }: Claim): boolean {
  if (payers.others.length > 0 || payers.adjudications.length > 0) return true;
  return sbr !== undefined && !sbr.is(1, 'P') && !sbr.is(1, 'U');
}

export default defineRule({
  id: 'x12/other-payer',
  severity: 'error',
  docs: {
    what: 'What a claim says about its payers agrees: each has its own place in the order, the lines name payers of the claim, and what a payer reports is there once, with its date. Each message is one relation.',
    why: 'The next payer works out its share from what the others did. It rejects a claim in which that is missing, or said twice.',
    fix: 'Copy what the other payer did from its remittance.',
    source: '005010X222A1 and 005010X223A2, loops 2320, 2330 and 2430, and what each message names',
  },
  ack: { segment: 'I6' },
  yields: ['x12/element-required', 'x12/element-code', 'x12/element-type', 'x12/element-length'],
  messages: messagesOf(RELATIONS),
  examples: { good: goodOf(RELATIONS), bad: badOf(RELATIONS) },
  claim(claim, report) {
    if (!claim.isCompared || !concerns(claim)) return;
    for (let row = 0; row < ROWS.length; row++) {
      const [id, { breaches }] = ROWS[row]!;
      const found = breaches(claim);
      if (found.length === 0) continue;
      for (const { segment, element = 0, related = [], words = {} } of found) {
        const others = related.map((other) => other.at());
        report(id, segment.at(element), from([segment, ...related], words), others.length > 0 ? { related: others } : {});
      }
    }
  },
});
