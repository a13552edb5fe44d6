import { expect, test } from 'vitest';
import { OTHER_SET, PARTS, sound } from '../../src/rules/examples/file.ts';
import { messages } from '../support/judge.ts';

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
