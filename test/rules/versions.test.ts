import { expect, test } from 'vitest';
import { VERSIONS } from '../../src/codes/versions.ts';
import { complete, lintTexts } from '../support/example.ts';

const HOSPITAL = complete('CLM*A1*100***13:A:1**A*Y*Y~CL1*3*1*01~HI*ABK:J4550~LX*1~SV2*0510*HC:99213*100*UN*1~');
const OFFICE = complete('CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~');
const GUIDE = /005010X22[23]A[12]/g;

async function found(text: string): Promise<string[]> {
  const { findings } = await lintTexts([text]);
  return findings.map(({ rule, messageId, severity, location }) => `${severity} ${rule} ${messageId} ${location.element}`);
}

test.each(Object.entries(VERSIONS))(
  '%s is warned of where it is not the adopted version, and read',
  async (name, { type, adopted }) => {
    const text = (type === '837P' ? OFFICE : HOSPITAL).replace(GUIDE, name);
    expect(await found(text)).toEqual(name === adopted ? [] : ['warning x12/version old ST03']);
  },
);

test.each([
  ['005010X223', []],
  ['005010X223A1', []],
  ['005010X223A2', ['error x12/element-required empty CL101']],
  ['005010X223A3', ['error x12/element-required empty CL101']],
])('in %s, CL101 is required since A2', async (name, findings) => {
  const text = HOSPITAL.replace(GUIDE, name).replace('CL1*3*1', 'CL1**1');
  expect((await found(text)).filter((each) => !each.includes('x12/version'))).toEqual(findings);
});
