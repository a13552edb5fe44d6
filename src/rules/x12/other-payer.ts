import type { Claim } from '../../model/claim.ts';
import { defineRule } from '../rule.ts';
import { badOf, goodOf, messagesOf } from '../support/rows.ts';
import { from } from '../words.ts';
import { readPayers } from './support/payers/payers.ts';
import type { Relation } from './support/payers/relation.ts';
import { RELATIONS, type RelationId } from './support/payers/table.ts';

const ROWS = Object.entries(RELATIONS) as [RelationId, Relation][];

const IDS = ['SBR', 'SVD'];

/** Whether a claim has anything to judge: another payer, or a first payer that is not there. */
function concerns(claim: Claim): boolean {
  const { sbr } = claim;
  if (sbr && !sbr.is(1, 'P') && !sbr.is(1, 'U')) return true;
  let found = false;
  claim.each(IDS, () => {
    found = true;
  });
  return found;
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
    const payers = readPayers(claim);
    for (const [id, { breaches }] of ROWS)
      for (const { segment, element = 0, related = [], words = {} } of breaches(payers)) {
        const others = related.map((other) => other.at());
        report(id, segment.at(element), from([segment, ...related], words), others.length > 0 ? { related: others } : {});
      }
  },
});
