import type { Segment } from '../../model/claim.ts';
import { defineRule, type GradedMessage } from '../rule.ts';
import { shapeOf } from '../words.ts';
import type { FormRow } from './support/forms/form-row.ts';
import { FormJudge } from './support/forms/judge.ts';
import { FORM_ROWS, type FormId } from './support/forms/table.ts';

const ROWS: Readonly<Record<FormId, FormRow>> = FORM_ROWS;
const IDS = Object.keys(ROWS) as FormId[];

const messageOf = ({ name, form, severity, fix, source }: FormRow): GradedMessage => ({
  text: `{element}, ${name}, must be ${form.words}; it has {shape}`,
  ...(severity && { severity }),
  ...(fix && { fix }),
  source: `${source}; ${form.source}`,
});

const MESSAGES = Object.fromEntries(IDS.map((id) => [id, messageOf(ROWS[id])])) as Readonly<Record<FormId, GradedMessage>>;

const JUDGE = new FormJudge(ROWS);

export default defineRule({
  id: 'x12/element-form',
  severity: 'error',
  docs: {
    what: 'Identifiers and codes are written the way those who give them out write them: digits, letters and hyphens where they belong. Each message is one form.',
    why: 'A receiver looks the value up as it is: a hyphen, a lost zero or a modifier glued to a code makes another value of it, and the claim is rejected.',
    fix: 'Write the value in its form.',
    source: '005010X222A1 and 005010X223A2, the elements that each message names, and who gives out the codes',
  },
  ack: { segment: '8', element: '7' },
  messages: MESSAGES,
  words: ['element', 'shape'],
  examples: {
    good: IDS.flatMap((id) => ROWS[id].examples.good),
    bad: IDS.flatMap((id) => {
      const { examples, severity } = ROWS[id];
      return examples.bad.map((example) => ({ ...example, message: id, ...(severity && { severity }) }));
    }),
  },
  yields: ['x12/element-required', 'x12/element-length', 'x12/element-type', 'x12/element-code', 'x12/element-character'],
  level(level, report) {
    JUDGE.level(level, (id, ...at) => report(id, locationOf(...at), wordsOf(...at)));
  },
  claim(claim, report) {
    if (claim.isCompared) JUDGE.claim(claim, (id, ...at) => report(id, locationOf(...at), wordsOf(...at)));
  },
});

const locationOf = (segment: Segment, element: number, component: number) => segment.at(element, component);

const wordsOf = (segment: Segment, element: number, component: number) => ({
  element: `${segment.id}${String(element).padStart(2, '0')}${component > 0 ? `-${component}` : ''}`,
  shape: shapeOf(segment.text(element, component)),
});
