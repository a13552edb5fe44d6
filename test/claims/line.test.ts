import { expect, test } from 'vitest';
import type { LineElement } from '../../src/model/claim.ts';
import { defineRule } from '../../src/rules/rule.ts';
import { complete, lintTexts } from '../support/example.ts';

/** Where the parts of a service are: in SV1, and in SV2 where it has them. */
const PLACES: Readonly<Record<LineElement, readonly [sv1: string | undefined, sv2: string | undefined]>> = {
  procedure: ['SV101-2 99213', 'SV202-2 99213'],
  modifier1: ['SV101-3 25', 'SV202-3 25'],
  modifier2: ['SV101-4 59', 'SV202-4 59'],
  modifier3: ['SV101-5 GC', 'SV202-5 GC'],
  modifier4: ['SV101-6 XU', 'SV202-6 XU'],
  description: ['SV101-7 TEXT', 'SV202-7 TEXT'],
  charge: ['SV102 150', 'SV203 150'],
  basis: ['SV103 UN', 'SV204 UN'],
  units: ['SV104 1', 'SV205 1'],
  placeOfService: ['SV105 11', undefined],
  pointer: ['SV107 1', undefined],
  revenue: [undefined, 'SV201 0510'],
};

/** Reports the location of each of them. */
const locating = defineRule({
  id: 'claim/locating',
  severity: 'info',
  docs: { what: 'What.', why: 'Why.', fix: 'Fix.', source: 'Source.' },
  examples: { good: [], bad: [] },
  messages: { at: '{what}' },
  line(line, report) {
    for (const what of Object.keys(PLACES) as LineElement[]) report('at', line.at(what), { what });
  },
});

const PROCEDURE = 'HC:99213:25:59:GC:XU:TEXT';

test.each([
  [0, `CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*${PROCEDURE}*150*UN*1*11**1~`],
  [1, `CLM*A1*150***13:A:1**A*Y*Y~HI*ABK:J4550~LX*1~SV2*0510*${PROCEDURE}*150*UN*1~`],
])('each part of a service has its own place: SV%i', async (guide, example) => {
  const text = complete(example);
  const { findings } = await lintTexts([text], { rules: [locating] });
  const found = Object.fromEntries(
    findings.map(({ data, location: { element, byteOffset, byteLength } }) => [
      data.what,
      element && `${element} ${text.slice(byteOffset, byteOffset + byteLength)}`,
    ]),
  );
  for (const [what, places] of Object.entries(PLACES)) {
    if (places[guide] !== undefined) expect([what, found[what]]).toEqual([what, places[guide]]);
  }
});
