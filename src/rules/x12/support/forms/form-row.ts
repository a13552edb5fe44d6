import type { Form } from '../../../../codes/forms.ts';
import type { ClaimType } from '../../../../model/claim.ts';
import type { Row } from '../../../support/rows.ts';

/** Where a code or text is that decides whether a form applies. */
export type Where =
  /** An element of the segment. */
  | number
  /** The element before the value. */
  | 'before'
  /** The first component of the composite that the value is in. */
  | 'first';

/** What must be so for a form to apply. */
export type FormCondition =
  | { readonly at: Where; readonly is: readonly string[] }
  | { readonly at: Where; readonly isA: (text: string) => boolean };

/**
 * How a value must be written, to be read as a sentence: in these loops, this element of this segment, when its qualifier says this, must
 * have this form. Empty values are not judged. Its source is where the guides ask for it, beside that of the form.
 */
export interface FormRow extends Omit<Row, 'text' | 'byPayerClass' | 'ack'> {
  /** Guides, with the loops; `*` for all loops. */
  readonly where: Readonly<Partial<Record<ClaimType, readonly string[] | '*'>>>;
  readonly segment: string;
  /** The elements that may hold such a value. */
  readonly elements: readonly number[];
  readonly component?: number;
  readonly when?: readonly FormCondition[];
  /** The nearest segment of this id before, in the same claim or level, has one of these codes. */
  readonly after?: { readonly segment: string; readonly element: number; readonly is: readonly string[] };
  /** What the value is, such as `the tax id`. */
  readonly name: string;
  readonly form: Form;
}
