import * as z from 'zod';
import { CODE_SET_IDS } from '../../codes/code-sets.ts';
import type { CodeSetId } from '../../model/tables.ts';

const word = z.string().min(1);
const date = z.string().describe('yyyy-mm-dd');

/** A row of a list in JSON. */
export const codeRow = z.strictObject({
  code: word,
  from: date.optional(),
  to: date.optional(),
  limit: z.number().min(0).optional().describe('Units; only for mue'),
  per: z.enum(['line', 'day']).optional().describe('What the limit is for: each line, or all lines of a day (default)'),
});

export type CodeRow = z.output<typeof codeRow>;

/** Where a list comes from. `day` is the schema of a day, which gives yyyymmdd. */
function sourceSchema(day: z.ZodType<number, string>) {
  return z
    .strictObject({
      file: word.optional().describe('Path of a CSV or JSON file, or of one as it is published; relative to the config'),
      codes: z
        .array(z.union([word, codeRow]))
        .min(1)
        .optional()
        .describe('The rows themselves, or codes alone'),
      from: day.optional().describe('First day of rows that have none, yyyy-mm-dd'),
      to: day.optional().describe('Last day of rows that have none'),
      types: z
        .array(z.enum(['837P', '837I']))
        .min(1)
        .optional()
        .describe('The claims that it is for; all, if left out'),
    })
    .superRefine((value, context) => {
      if ((value.file === undefined) === (value.codes === undefined))
        context.addIssue({ code: 'custom', message: 'needs "file" or "codes", and not both.', input: value });
    });
}

export type CodeSource = z.output<ReturnType<typeof sourceSchema>>;

/** The schema of `codeSets`: lists by id, each a path, a source, or several of them. */
export function codeSetsSchema(day: z.ZodType<number, string>) {
  const one = z.union([word, sourceSchema(day)]);
  const any = z.union([word, z.array(one).min(1), sourceSchema(day)]).optional();
  const shape = Object.fromEntries(CODE_SET_IDS.map((id) => [id, any])) as Record<CodeSetId, typeof any>;
  return z
    .strictObject(shape)
    .describe(
      'Open lists of codes, which claim/code-set looks codes up in. Paths are relative to this file; xolint has no lists of its own',
    );
}
