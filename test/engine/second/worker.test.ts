import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { ClaimView } from '../../../src/claims/claim.ts';
import { type Answer, READY, type RingMemory } from '../../../src/engine/second/serve.ts';
import { ClaimWorker } from '../../../src/engine/second/worker.ts';
import type { Report } from '../../../src/model/report.ts';
import { RULES } from '../../../src/rules/index.ts';
import { generateText } from '../../bench/generate.mjs';
import { complete } from '../../support/example.ts';
import { mutate, mutation, sample } from '../../support/samples.ts';
import { type Deal, lintTexts } from '../../support/second-judge.ts';

const FIXTURES = new URL('../../../fixtures/', import.meta.url);

const fixtures = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(edi|837|x12|txt)$/.test(name))
  .map((name) => readFileSync(new URL(name, FIXTURES), 'latin1'));

/** What a report says, apart from the rules themselves. */
const said = ({ files, findings, notChecked }: Report) => ({ files, findings, notChecked });

/** A deal from a list of yes and no, over and over. */
function dealOf(away: readonly boolean[], ends: readonly boolean[]): Deal {
  let a = 0;
  let e = 0;
  return { away: () => away[a++ % away.length]!, ends: () => ends[e++ % ends.length]! };
}

const deals = fc
  .tuple(fc.array(fc.boolean(), { minLength: 1, maxLength: 9 }), fc.array(fc.boolean(), { minLength: 1, maxLength: 5 }))
  .map(([away, ends]) => dealOf(away, ends));

test('no rule that keeps state yields to the structure, which another judge may compare', () => {
  expect(RULES.filter((rule) => rule.state && rule.yields)).toEqual([]);
});

describe('two judges find what one finds', () => {
  test('in every fixture, whoever takes which claim', async () => {
    expect(fixtures.length).toBeGreaterThan(200);
    const alone = said(await lintTexts(fixtures));
    expect(said(await lintTexts(fixtures, dealOf([true], [false])))).toEqual(alone);
    expect(said(await lintTexts(fixtures, dealOf([true, false], [false, true, true])))).toEqual(alone);
  });

  test('in files that are broken anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(sample, fc.array(mutation, { maxLength: 6 }), deals, async (text, mutations, deal) => {
        const spoilt = mutations.reduce(mutate, text);
        expect(said(await lintTexts([spoilt, text], deal))).toEqual(said(await lintTexts([spoilt, text])));
      }),
      { numRuns: 300 },
    );
  });

  test('in more claims than a batch holds', async () => {
    const { text } = generateText({ type: 'P', claims: 700, seed: 3, claimsPerSet: 300 });
    // Faults of each kind, some of which one rule leaves to another.
    const segments = text.split('~').map((segment, i) => {
      if (i % 41 !== 0 || /^\s*(ISA|GS|ST|SE|GE|IEA|HL)/.test(segment)) return segment;
      const elements = segment.split('*');
      elements[1 + (i % (elements.length - 1))] += ['9,', '', 'ZZZZ', '20269999'][i % 4]!;
      return elements.join('*');
    });
    const spoilt = segments.join('~');
    const alone = await lintTexts([spoilt]);
    expect(alone.findings.length).toBeGreaterThan(100);
    expect(said(await lintTexts([spoilt], dealOf([true, true, false], [false])))).toEqual(said(alone));
  });

  test('where a level is wrong, and several claims stand under it', async () => {
    const visit = '~HI*ABK:J4550~LX*1~SV1*HC:99213*150*UN*1***1~';
    const claims = Array.from({ length: 5 }, (_, i) => `CLM*A${i}*15${i}***11:B:1*Y*A*Y*Y${visit.replace('*150*', `*15${i}*`)}`);
    const text = complete(claims.join(''))
      .replace('*XX*1234567893', '*XX*1234567890')
      .replace(/~N3\*12 OAK ST~N4\*DENVER\*CO\*80203/, '');
    const alone = await lintTexts([text]);
    expect(alone.findings.map(({ rule }) => rule)).toContain('claim/npi');
    for (const away of [[true], [true, false], [false, true], [false, false, true]])
      expect(said(await lintTexts([text], dealOf(away, [false])))).toEqual(said(alone));
  });

  test('where composites are divided by another byte than ISA16 says, once for an interchange', async () => {
    const one = complete('CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*150*UN*1***1~');
    const claim = /CLM\*.*?(?=SE\*)/.exec(one)![0];
    const several = one.replace(
      claim,
      [1, 2, 3, 4].map((n) => claim.replace('CLM*A1', `CLM*A${n}`).replaceAll(':', '>')).join(''),
    );
    const text = `${several}${several.replaceAll('000000001', '000000002')}`;
    const alone = await lintTexts([text]);
    const divided = (report: Report) => report.findings.filter(({ messageId }) => messageId === 'divided');
    expect(divided(alone)).toHaveLength(2);
    for (const away of [[true], [true, false], [false, true]])
      expect(divided(await lintTexts([text], dealOf(away, [true])))).toEqual(divided(alone));
  });
});

describe('the thread of the second judge', () => {
  /** A thread of which the test says when it speaks. */
  function stub() {
    const takers = new Map<string, (value: never) => void>();
    let memory: RingMemory | undefined;
    const start = (given: RingMemory) => {
      memory = given;
      new Int32Array(given.ring)[READY] = 1;
      return {
        on: (event: string, take: (value: never) => void) => takers.set(event, take),
        terminate: async () => 0,
      };
    };
    return {
      start,
      get memory() {
        return memory;
      },
      say: (answer: Answer) => takers.get('message')!(answer as never),
      fail: (error: Error) => takers.get('error')!(error as never),
    };
  }

  const claim = {} as ClaimView;

  test('is not started for a small run', async () => {
    const thread = stub();
    const partner = new ClaimWorker(thread.start);
    const shared = partner.share('a.edi', 0);
    for (let i = 0; i < 1000; i++) expect(shared.offer(claim)).toBe(false);
    expect(thread.memory).toBeUndefined();
    expect(await shared.finish()).toEqual({
      findings: [],
      xolairClaims: 0,
      serviceLines: 0,
      notChecked: new Map(),
      failures: [],
    });
    await partner.close();
  });

  test('that fails makes the run fail, and does not leave it waiting', async () => {
    const thread = stub();
    const partner = new ClaimWorker(thread.start, 0);
    const text = complete('CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*150*UN*1***1~');
    const run = lintTexts([text], (file) => partner.share('0.edi', file));
    const failed = expect(run).rejects.toThrow(RangeError);
    // It has the claim, and does not answer.
    await vi.waitUntil(() => thread.memory && new Int32Array(thread.memory.ring)[0] === 1);
    thread.fail(new RangeError('out of memory'));
    await failed;
  });
});
