import type { Location } from '../../src/model/finding.ts';
import { defineRule } from '../../src/rules/rule.ts';

const docs = { what: 'What.', why: 'Why.', fix: 'Fix.', source: 'Source.' };
const examples = { good: [], bad: [] };

/** Rules that report every claim: one with options, one graded by class, and one that is an info. */
export const LIMIT = defineRule({
  id: 'xolair/limit',
  severity: 'error',
  docs,
  examples,
  options: {
    max: { type: 'number', default: 120, minimum: 1, what: 'Most units.' },
    count: { type: 'choice', default: 'visit', choices: ['visit', 'line'], what: 'What is counted.' },
    allow: { type: 'list', default: [], pattern: '^[A-Z0-9]{5}$', what: 'Codes.' },
  },
  messages: { over: 'Over {max}' },
  claim(claim, report, { options }) {
    if (options.max < 120) report('over', claim.clm.at(), { max: options.max });
  },
});

export const GRADED = defineRule({
  id: 'xolair/graded',
  severity: 'off',
  byPayerClass: { medicaid: 'error', commercial: 'warning' },
  docs,
  examples,
  messages: { plain: 'Plain', soft: { text: 'Soft', severity: 'info' } },
  claim(claim, report) {
    report('plain', claim.clm.at() as Location);
  },
});

export const NOTE = defineRule({
  id: 'claim/note',
  severity: 'info',
  docs,
  examples,
  messages: { plain: 'Note' },
  claim(claim, report) {
    report('plain', claim.clm.at());
  },
});

export const SAMPLE_RULES = [LIMIT, GRADED, NOTE];
