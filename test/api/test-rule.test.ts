import { expect, test } from 'vitest';
import { testRule } from '../../src/api/test-rule.ts';
import balance from '../../src/rules/claim/balance.ts';
import { type AnyRule, defineRule } from '../../src/rules/rule.ts';
import unreadable from '../../src/rules/x12/unreadable.ts';

const claim = (procedure: string) => `CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:${procedure}*150*UN*1***1~`;
const CONSULTATION = claim('99244');
const VISIT = claim('99213');

const RULE = defineRule({
  id: 'clinic/referral',
  severity: 'warning',
  byPayerClass: { medicare: 'error' },
  docs: { what: 'What.', why: 'Why.', fix: 'Fix.', source: 'Source.' },
  messages: {
    missing: 'Line {line} names no referring provider',
    empty: { text: 'There is {code}', fix: 'Ask {doctor}.' },
    wrong: 'There is {code}',
  },
  options: { code: { type: 'choice', default: '99244', choices: ['99244', '99202'], what: 'The code of a consultation.' } },
  examples: {
    good: [VISIT],
    bad: [
      { text: CONSULTATION, message: 'missing', at: 'SV101-2' },
      { text: `SBR*P*18*******MB~${CONSULTATION}`, message: 'missing', at: 'SV101-2', severity: 'error' },
      { text: claim('99202'), message: 'missing', at: 'SV101-2', run: { options: { code: '99202' } } },
    ],
  },
  line(line, report, { options }) {
    if (line.procedure === options.code) report('missing', line.at('procedure'), { line: line.number });
    if (line.procedure === '99203') report('empty', line.service.at(), { code: line.procedure });
    if (line.procedure === '99204') report('wrong', line.service.at(), { code: Number.NaN });
    if (line.procedure === '99205') throw new TypeError('a mistake');
  },
});

type Examples = AnyRule['examples'];

/** What is wrong with the rule when it has other examples; that messages are not shown aside. */
async function failures(examples: Partial<Examples>, rule: AnyRule = RULE): Promise<string[]> {
  const all = await testRule({ ...rule, examples: { good: [], bad: [], ...examples } });
  return all.filter((text) => !text.includes('no bad example shows'));
}

test('a rule whose examples hold has no failures, but for the messages that none shows', async () => {
  expect(await testRule(RULE)).toEqual([
    'clinic/referral: no bad example shows the message "empty"',
    'clinic/referral: no bad example shows the message "wrong"',
  ]);
});

test.each<[string, Partial<Examples>, RegExp]>([
  [
    'a finding in a good example',
    { good: [VISIT, CONSULTATION] },
    /^good example 2 of clinic\/referral: expected no finding, but found clinic\/referral "missing" at SV101-2: Line 1 names no referring provider$/,
  ],
  [
    'a fault of the file in a good example',
    { good: ['ISA*00'] },
    /^good example 1 of clinic\/referral: expected no finding, but the file has a fault: .+/,
  ],
  [
    'no finding',
    { bad: [{ text: VISIT, message: 'missing', at: 'SV101-2' }] },
    /^bad example 1 of clinic\/referral: expected message "missing" at SV101-2, but clinic\/referral found nothing$/,
  ],
  [
    'another message',
    { bad: [{ text: CONSULTATION, message: 'wrong', at: 'SV101-2' }] },
    /^bad example 1 of clinic\/referral: expected message "wrong" at SV101-2, but found "missing" at SV101-2$/,
  ],
  [
    'another element',
    { bad: [{ text: CONSULTATION, message: 'missing', at: 'SV104' }] },
    /^bad example 1 of clinic\/referral: expected message "missing" at SV104, but found "missing" at SV101-2$/,
  ],
  [
    'another severity than that of the rule',
    { bad: [{ text: `SBR*P*18*******MB~${CONSULTATION}`, message: 'missing', at: 'SV101-2' }] },
    /^bad example 1 of clinic\/referral: expected severity warning, but "missing" at SV101-2 is of severity error$/,
  ],
  [
    'another rule',
    { bad: [{ text: CONSULTATION.replace('A1*150', 'A1*160'), message: 'missing', at: 'SV101-2' }] },
    /^bad example 1 of clinic\/referral: expected no other rule to find anything, but found claim\/balance "unbalanced" at CLM02$/,
  ],
  [
    'a slot without a value',
    { bad: [{ text: claim('99203'), message: 'empty', at: 'SV1' }] },
    /^bad example 1 of clinic\/referral: message "empty" has no value for \{doctor\}$/,
  ],
  [
    'a value that is none',
    { bad: [{ text: claim('99204'), message: 'wrong', at: 'SV1' }] },
    /^bad example 1 of clinic\/referral: message "wrong" reads "There is NaN"$/,
  ],
  [
    'an error that the rule throws',
    { bad: [{ text: claim('99205'), message: 'missing', at: 'SV101-2' }] },
    /^bad example 1 of clinic\/referral: expected message "missing" at SV101-2, but the file has a fault: .+/,
  ],
  [
    'an option that does not exist',
    { bad: [{ text: CONSULTATION, message: 'missing', at: 'SV101-2', run: { options: { codes: '99244' } } }] },
    /^bad example 1 of clinic\/referral: .+ has no key "codes"/,
  ],
  [
    'a rule to switch off that does not exist',
    { bad: [{ text: CONSULTATION, message: 'missing', at: 'SV101-2', run: { off: ['x12/nothing'] } }] },
    /^bad example 1 of clinic\/referral: .+x12\/nothing/,
  ],
])('%s is reported', async (_, examples, sentence) => {
  expect(await failures(examples)).toEqual([expect.stringMatching(sentence)]);
});

test('examples of the wrong shape, of a program without types, are reported', async () => {
  const examples = JSON.parse('{ "good": [7, ""], "bad": ["CLM*A1~", { "text": "CLM*A1~" }, null] }') as Examples;
  expect(await failures(examples)).toEqual([
    'good example 1 of clinic/referral: it must be a text',
    'good example 2 of clinic/referral: it must be a text',
    'bad example 1 of clinic/referral: it must be { text, message, at }',
    'bad example 2 of clinic/referral: it must be { text, message, at }',
    'bad example 3 of clinic/referral: it must be { text, message, at }',
  ]);
});

test('a rule of xolint is tested as it is', async () => {
  expect(await testRule(balance)).toEqual([]);
});

test('a bad example of a fault is a file that cannot be read', async () => {
  expect(await testRule(unreadable)).toEqual([]);
  const rule = { ...RULE, fault: true } as const;
  expect(await failures({ bad: [{ text: VISIT, message: 'missing', at: 'SV101-2' }] }, rule)).toEqual([
    'bad example 1 of clinic/referral: expected a file that cannot be read, but it was read',
  ]);
});
