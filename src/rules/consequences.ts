import { DRUG_GROUPS } from '../codes/drugs/index.ts';
import type { AnyRule } from './rule.ts';

/** How far a cause reaches: its segment, its service line, its claim, or all that is under its ISA. */
export type Reach = 'segment' | 'line' | 'claim' | 'interchange';

/** What follows from a finding, and is not reported beside it: one fault gives one finding. */
export interface Consequence {
  /** The finding that is the cause: its rule, and its messages and elements (or segments) where not all of them are. */
  readonly cause: { readonly rule: string; readonly messages?: readonly string[]; readonly at?: RegExp };
  readonly reach: Reach;
  /** Rules that say nothing then; `claim/diagnosis-*` are all that begin so. None of the structure; those that keep state are passed over. */
  readonly silent: readonly string[];
  /** Elements, or segments, at which they say nothing, where not at all. */
  readonly at?: RegExp;
}

/** Rules of each group of drugs. */
const ofDrugs = (...names: readonly string[]) => DRUG_GROUPS.flatMap(([{ id }]) => names.map((name) => `${id}/${name}`));

/** What reads the procedures, modifiers, diagnoses, places and frequencies of a claim: the composites. */
const READERS_OF_COMPOSITES = [
  ...['diagnosis-*', 'code-*', 'frequency', 'modifier', 'procedure-*', 'duplicate-line'].map((name) => `claim/${name}`),
  ...ofDrugs('*'),
  'x12/situational',
  'x12/element-form',
];

/** Messages of a separator that is missing, or is one too many. */
const SLIPS: readonly Consequence['cause'][] = [
  { rule: 'x12/element-not-used', messages: ['shifted'] },
  { rule: 'x12/element-length', messages: ['glued'] },
  { rule: 'x12/element-required', messages: ['tooMany'] },
];

/** The table. After the cause, what was joined, counted or compared by the wrong value says nothing. */
export const CONSEQUENCES: readonly Consequence[] = [
  // An id is no NPI where it may not be one.
  {
    cause: { rule: 'x12/element-code', at: /^NM108$/ },
    reach: 'segment',
    silent: ['claim/npi', 'x12/element-form'],
    at: /^NM109$/,
  },
  // Composites that are divided by another byte are read as one piece.
  {
    cause: { rule: 'x12/element-character', messages: ['divided'] },
    reach: 'interchange',
    silent: READERS_OF_COMPOSITES,
    at: /^(CLM|HI|SV[1-7]|SVD|CTP|REF0)/,
  },
  // What is in the wrong element is not judged as what belongs there, and a CLM in disorder says neither charge nor place nor frequency.
  ...SLIPS.flatMap((cause): Consequence[] => [
    { cause, reach: 'segment', silent: ['claim/*', 'x12/situational', 'x12/element-form', ...ofDrugs('*')] },
    {
      cause: { ...cause, at: /^CLM/ },
      reach: 'claim',
      silent: ['claim/balance', 'x12/situational', ...ofDrugs('bill-type', 'drug-place', 'home-drug', 'admin-*')],
    },
  ]),
  // A diagnosis with a wrong qualifier is none, and those behind it have other numbers than the pointers say.
  {
    cause: { rule: 'x12/element-code', at: /^HI\d\d-1$/ },
    reach: 'claim',
    silent: ['claim/diagnosis-pointer', ...ofDrugs('diagnosis*', 'dose-indication')],
  },
  // Which of two NDCs the units of a line are of, nobody knows.
  {
    cause: { rule: 'x12/loop-repeat', at: /^LIN$/ },
    reach: 'line',
    silent: ofDrugs('ndc-*', 'waste-*', 'unit-count'),
  },
];

const isNamed = (rule: string, pattern: string) =>
  pattern.endsWith('*') ? rule.startsWith(pattern.slice(0, -1)) : rule === pattern;

/**
 * The rows of the table after which a rule says nothing. None for a rule that keeps state: with two threads it may judge a claim in
 * another thread than the one that found the cause.
 */
export function causesFor({ id, state }: Pick<AnyRule, 'id' | 'state'>): readonly Consequence[] {
  return state ? [] : CONSEQUENCES.filter(({ silent }) => silent.some((pattern) => isNamed(id, pattern)));
}
