import { describe, expect, test } from 'vitest';
import type { RuleSetting } from '../../src/config/settings.ts';
import { type ClaimRules, makePlan, type Plan, type RawFinding } from '../../src/engine/plan.ts';
import type { ClaimType } from '../../src/model/claim.ts';
import type { PayerClass } from '../../src/model/payer.ts';
import type { AnyRule } from '../../src/rules/rule.ts';
import elementRequired from '../../src/rules/x12/element-required.ts';
import { GRADED, LIMIT, NOTE } from '../support/rules.ts';

const AT = { line: 1, column: 1, byteOffset: 0, byteLength: 1 };

interface Asked {
  readonly type?: ClaimType;
  readonly payerClass?: PayerClass;
  readonly settings?: Readonly<Record<string, RuleSetting>>;
}

function plan(rules: readonly AnyRule[], { type = '837P', payerClass = 'commercial', settings = {} }: Asked = {}) {
  const found: RawFinding[] = [];
  const notChecked: string[] = [];
  const made = makePlan(
    rules,
    type,
    payerClass,
    new Map(Object.entries(settings)),
    { file: 3, production: true, state: (rule) => rule.state?.() },
    {
      found: (finding) => found.push(finding),
      isSound: () => true,
      notChecked: (rule, reason) => notChecked.push(`${rule} ${reason}`),
    },
  );
  return { made, found, notChecked };
}

const step = (made: Plan, id: string) => made.steps.get(id)!;
const ids = (steps: readonly { readonly rule: AnyRule }[]) => steps.map(({ rule }) => rule.id);

/** A rule that looks at nothing, with more of a rule. */
const rule = (id: string, more: Partial<AnyRule> = {}): AnyRule => {
  const { docs, examples, messages } = NOTE;
  return { id, severity: 'info', docs, examples, messages, ...more };
};

describe('the severity of a message', () => {
  const severities = (payerClass: PayerClass, setting?: RuleSetting) => {
    const { made, found } = plan([GRADED], { payerClass, ...(setting && { settings: { [GRADED.id]: setting } }) });
    for (const message of ['plain', 'soft']) step(made, GRADED.id)?.report(message, AT, {});
    return found.map(({ messageId, severity }) => `${messageId} ${severity}`);
  };

  test('is that of the class, its own, and before all that of the user', () => {
    expect(severities('medicaid')).toEqual(['plain error', 'soft info']);
    expect(severities('commercial')).toEqual(['plain warning', 'soft info']);
    expect(severities('medicare')).toEqual([]);
    expect(severities('medicare', { severity: 'error' })).toEqual(['plain error', 'soft error']);
    expect(severities('medicaid', { severity: 'off' })).toEqual([]);
  });

  test('may be graded by class, and off for one', () => {
    const graded = rule('claim/graded', {
      severity: 'error',
      messages: {
        plain: 'Plain',
        some: { text: 'Some', severity: 'info', byPayerClass: { medicare: 'off', medicaid: 'warning' } },
      },
    });
    const of = (payerClass: PayerClass) => {
      const { made, found } = plan([graded], { payerClass });
      for (const message of ['plain', 'some']) step(made, graded.id).report(message, AT, {});
      return found.map(({ severity }) => severity);
    };
    expect([of('medicare'), of('medicaid'), of('commercial')]).toEqual([['error'], ['error', 'warning'], ['error', 'info']]);
  });
});

describe('a rule', () => {
  test('that is off for the class, or for claims of another kind, is not in the plan', () => {
    const professional = rule('claim/professional', { types: ['837P'] });
    expect([...plan([GRADED, professional, NOTE], { payerClass: 'medicare' }).made.steps.keys()]).toEqual([
      'claim/professional',
      'claim/note',
    ]);
    expect([...plan([professional, NOTE], { type: '837I' }).made.steps.keys()]).toEqual(['claim/note']);
  });

  test('that only the unknown class silences is named, unless a user said so', () => {
    const unjudged = (asked: Asked) => familyOf(plan([GRADED, LIMIT], asked).made.claims).unjudged;
    expect(unjudged({ payerClass: 'unknown' })).toEqual(['xolair/graded']);
    expect(unjudged({ payerClass: 'medicare' })).toEqual([]);
    expect(unjudged({ payerClass: 'unknown', settings: { 'xolair/graded': { severity: 'off' } } })).toEqual([]);
    // One that is off for everybody is not missed.
    expect(plan([rule('claim/off', { severity: 'off' })], { payerClass: 'unknown' }).made.claims.unjudged).toEqual([]);
  });

  test('has its options: what the user set, else the defaults', () => {
    const options = (settings?: Asked['settings']) =>
      step(plan([LIMIT], settings && { settings }).made, LIMIT.id).context.options;
    expect(options()).toEqual({ max: 120, count: 'visit', allow: [] });
    expect(options({ 'xolair/limit': { severity: 'info' } })).toEqual({ max: 120, count: 'visit', allow: [] });
    expect(options({ 'xolair/limit': { options: { max: 60 } } })).toEqual({ max: 60, count: 'visit', allow: [] });
  });

  test('knows its file, what the run is for, and its state', () => {
    const stateful = rule('claim/stateful', { state: () => 'mine' });
    const { context } = step(plan([stateful]).made, stateful.id);
    expect(context).toEqual({ options: {}, state: 'mine', file: 3, production: true });
  });

  test('reports its data and related places, says what it did not check, and has no message but its own', () => {
    const { made, found, notChecked } = plan([NOTE]);
    const { report } = step(made, NOTE.id);
    report('plain', AT, {});
    report('plain', AT, { a: 1 }, { related: [AT] });
    report.notChecked('no-reason');
    const own = { rule: NOTE.id, messageId: 'plain', severity: 'info', location: AT, acts: 'place' };
    expect(found).toEqual([
      { ...own, data: {} },
      { ...own, data: { a: 1 }, related: [AT] },
    ]);
    expect(notChecked).toEqual([`${NOTE.id} no-reason`]);
    expect(() => report('other', AT, {})).toThrow('claim/note has no message other');
  });
});

/** The rules of the one family that judges only some claims. */
const familyOf = ({ families }: ClaimRules) => families[0]!;

describe('the steps of a plan', () => {
  const line = rule('claim/line', { line: () => {} });
  const visit = rule('xolair/visit', { visit: () => {} });
  const counted = rule('xolair/counted', { claim: () => {}, state: () => 0 });
  const voided = rule('claim/voided', { claim: () => {}, voids: true });
  const situation = rule('x12/situation', { claim: () => {} });
  const envelope = rule('x12/envelope', { interchange: () => {}, group: () => {}, transaction: () => {}, levels: () => {} });
  const fault = rule('x12/fault', { readerFault: () => {} });
  const all = () => plan([line, visit, counted, voided, situation, envelope, fault]).made;

  test('are sorted by what they look at, in the order of the rules', () => {
    const made = all();
    expect(ids(made.claims.general.claim)).toEqual(['claim/voided', 'x12/situation']);
    expect(ids(made.claims.general.line)).toEqual(['claim/line']);
    expect(ids(familyOf(made.claims).claim)).toEqual(['xolair/counted']);
    expect(ids(familyOf(made.claims).visit)).toEqual(['xolair/visit']);
    expect([made.claims.general.visit, familyOf(made.claims).line]).toEqual([[], []]);
    for (const subject of ['interchange', 'group', 'transaction', 'comparedLevels'] as const)
      expect(ids(made[subject])).toEqual(['x12/envelope']);
    expect(made.levels).toEqual([]);
    expect(ids(made.readerFault)).toEqual(['x12/fault']);
    expect(made.comparedLevels[0]!.run).toBe(envelope.levels);
  });

  test('of void claims are those that ask for them and those of the structure', () => {
    const made = all();
    expect(ids(made.claims.voids.claim)).toEqual(['claim/voided', 'x12/situation']);
    expect(made.claims.voids.line).toEqual([]);
  });

  test('that keep state stand apart', () => {
    const made = all();
    expect(ids(familyOf(made.stateful).claim)).toEqual(['xolair/counted']);
    expect([made.stateful.general.claim, made.stateful.general.line, familyOf(made.stateful).visit]).toEqual([[], [], []]);
    const silent = rule('xolair/silent', { severity: 'off', byPayerClass: { medicare: 'error' }, state: () => 0 });
    const unknown = plan([silent, GRADED], { payerClass: 'unknown' }).made;
    expect([familyOf(unknown.claims).unjudged, familyOf(unknown.stateful).unjudged]).toEqual([
      ['xolair/silent', 'xolair/graded'],
      ['xolair/silent'],
    ]);
  });

  test('compare with the guide where a rule of the structure is on', () => {
    expect(plan([elementRequired]).made).toMatchObject({ isCompared: true, isShareable: true });
    expect(plan([envelope, elementRequired]).made).toMatchObject({ isCompared: true, isShareable: true });
    expect(plan([line, envelope]).made).toMatchObject({ isCompared: false, isShareable: true });
    expect(plan([envelope]).made).toMatchObject({ isCompared: false, isShareable: false });
  });

  test.each([
    ['a claim', rule('claim/x', { claim: () => {} }), true],
    ['a visit', visit, true],
    ['a line', line, true],
    ['a claim with state', counted, false],
    ['the envelope', envelope, false],
  ])('can be shared when one looks at %s: %s', (_, only, shareable) => {
    expect(plan([only]).made.isShareable).toBe(shareable);
  });
});
