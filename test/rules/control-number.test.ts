import { expect, test } from 'vitest';
import { OTHER_SET, PARTS, sound } from '../../src/rules/examples/file.ts';
import { judge, messages } from '../support/judge.ts';

test.each([
  ['IEA02', sound({ iea: 'IEA*1*000000906~' }), 'IEA02 is "000000906", but ISA13 is "000000905"'],
  ['GE02', sound({ ge: 'GE*1*2~' }), 'GE02 is "2", but GS06 is "1"'],
  ['SE02', sound({ se: 'SE*23*1~' }), 'SE02 is "1", but ST02 is "0001"'],
])('%s that is not the number of its header names both', async (_, text, words) => {
  expect(await messages(text)).toEqual([words]);
});

test('a trailer without a number says so', async () => {
  expect(await messages(sound({ se: 'SE*23~' }))).toContain('SE02 is nothing, but ST02 is "0001"');
});

test('a number that was used before is named with what it numbers', async () => {
  const group = `GE*1*1~${PARTS.gs}ST*837*0002*005010X222A1~${OTHER_SET}SE*23*0002~GE*1*1~`;
  expect(await messages(sound({ ge: group, iea: 'IEA*2*000000905~' }))).toEqual(['GS06 "1" was used before in this interchange']);
  const twice = `${PARTS.se}${PARTS.st}${OTHER_SET}${PARTS.se}`;
  expect(await messages(sound({ se: twice, ge: 'GE*2*1~' }))).toEqual(['ST02 "0001" was used before in this group']);
  expect(await messages(`${sound()}${sound()}`)).toContain('ISA13 "000000905" was used before in this file');
});

/** A file of its own claims, with an ISA13 and sender of choice. */
const sent = (control: string, sender: string, claim: string) =>
  sound({
    isa: PARTS.isa.replace('000000905', control).replace('SUBMITTER      ', sender.padEnd(15)),
    set: OTHER_SET.replace('CLM*A2*150', `CLM*${claim}`).replace('99214*150', `99214*${claim.split('*')[1]}`),
    iea: `IEA*1*${control}~`,
  });

test('the number of an earlier file of the run is used again only with the same sender and receiver', async () => {
  const first = sent('000000007', 'CLINIC', 'B1*10');
  const again = sent('000000007', 'CLINIC', 'B2*20');
  const { findings } = await judge([first, sent('000000007', 'OTHER', 'B3*30'), sent('000000008', 'CLINIC', 'B4*40'), again]);
  expect(findings).toMatchObject([
    { rule: 'x12/control-number', messageId: 'again', severity: 'error', file: 3, related: [{ file: 0, element: 'ISA13' }] },
  ]);
});

test('an ISA13 that is empty was not used before', async () => {
  const { findings } = await judge([sent('         ', 'CLINIC', 'B1*10'), sent('         ', 'CLINIC', 'B2*20')]);
  expect(findings.filter(({ messageId }) => messageId === 'again')).toEqual([]);
});
