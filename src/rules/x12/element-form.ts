import type { Segment } from '../../model/claim.ts';
import { defineRule } from '../rule.ts';
import { badOf, goodOf, messagesOf, type Row } from '../support/rows.ts';
import { shapeOf } from '../words.ts';
import type { FormRow } from './support/forms/form-row.ts';
import { FormJudge } from './support/forms/judge.ts';
import { FORM_ROWS, type FormId } from './support/forms/table.ts';

/** The forms with their texts. */
const ROWS = Object.fromEntries(
  Object.entries<FormRow>(FORM_ROWS).map(([id, row]): [string, Row] => {
    const { name, form, source } = row;
    const text = `{element}, ${name}, must be ${form.words}; it has {shape}`;
    return [id, { ...row, text, source: `${source}; ${form.source}` }];
  }),
) as Readonly<Record<FormId, Row>>;

const JUDGE = new FormJudge<FormId>(FORM_ROWS);

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
  messages: messagesOf(ROWS),
  words: ['element', 'shape'],
  examples: { good: goodOf(ROWS), bad: badOf(ROWS) },
  yields: ['x12/element-required', 'x12/element-length', 'x12/element-type', 'x12/element-code', 'x12/element-character'],
  level(level, report) {
    JUDGE.level(level, (id, ...found) => report(id, ...spoken(...found)));
  },
  claim(claim, report) {
    if (claim.isCompared) JUDGE.claim(claim, (id, ...found) => report(id, ...spoken(...found)));
  },
});

/** Where a value is, and the words for it. */
function spoken(segment: Segment, element: number, component: number) {
  const location = segment.at(element, component);
  return [location, { element: location.element ?? segment.id, shape: shapeOf(segment.text(element, component)) }] as const;
}
