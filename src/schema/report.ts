import * as z from 'zod';

const count = z.int().min(0);
const severity = z.enum(['error', 'warning', 'info']);

const location = z
  .object({
    path: z.string().describe('As the user gave it'),
    line: z.int().min(1),
    column: z.int().min(1).describe('In bytes'),
    byteOffset: count.describe('From the start of the file, after gunzip'),
    byteLength: count.describe('Of the element named, or of the segment without its terminator'),
    segment: z.string().optional(),
    position: z.int().min(1).optional().describe('Ordinal of the segment in its transaction set; ST is 1'),
    loop: z.string().optional(),
    element: z.string().optional().describe('Such as SV104 or SV101-3; absent when the whole segment is meant'),
    text: z.string().optional().describe('The raw segment; with --show segment only'),
  })
  .meta({ id: 'location' });

const finding = z
  .object({
    rule: z.string(),
    severity,
    message: z.string(),
    fix: z.string(),
    location,
    claim: z
      .object({
        interchange: z.string().optional().describe('ISA13'),
        group: z.string().optional().describe('GS06'),
        transaction: z.string().optional().describe('ST02'),
        ordinal: z.int().min(1).describe('Counts the claims of the file'),
        id: z.string().optional().describe('CLM01; with --show pcn only'),
        dos: z.string().optional().describe('First date of service; with --show dos only'),
      })
      .optional(),
    serviceLine: z.int().min(1).optional().describe('LX01'),
    fingerprint: z.string().regex(/^[0-9a-f]{32}$/),
    affects: z
      .object({
        scope: z
          .enum(['line', 'claim', 'patient', 'subscriber', 'billing', 'set', 'group', 'interchange', 'file'])
          .describe('What the finding is about'),
        claims: count.describe('How many claims of the file are in it'),
      })
      .optional()
      .describe('Which claims the finding affects'),
    suppression: z
      .object({
        reason: z.string(),
        until: z.string().optional(),
        by: z.string().optional(),
        expired: z.boolean().optional(),
      })
      .optional(),
    related: z.array(location).optional(),
  })
  .meta({ id: 'finding' });

/** The report of `--format json`. Keys may be added in later versions; none is renamed or removed. */
export const reportSchema = z.object({
  schemaVersion: z.literal(1),
  tool: z.object({
    name: z.literal('xolint'),
    version: z.string(),
    shown: z
      .array(z.enum(['pcn', 'dos', 'segment']))
      .optional()
      .describe('What the user asked to see of what is withheld by default'),
  }),
  summary: z.object({
    files: count,
    bytes: count,
    interchanges: count,
    transactions: count,
    claims: count,
    unreadClaims: z.int().min(1).optional().describe('Claims (CLM) in no set that was read'),
    xolairClaims: count,
    serviceLines: count,
    claimsWithErrors: count,
    errors: count,
    warnings: count,
    infos: count,
    suppressed: count,
    faults: count,
    skipped: count.describe('Files of folders, patterns and archives that were not linted'),
    mayGo: count.describe('Files that were read and have no finding at or above --fail-on'),
    wait: count.describe('Files that were read and have such findings'),
    notRead: count.describe('Files with a fault'),
  }),
  files: z.array(
    z.object({
      path: z.string(),
      bytes: count,
      type: z.enum(['837P', '837I', 'mixed']).optional(),
      interchanges: count,
      transactions: count,
      claims: count,
      unreadClaims: z.int().min(1).optional().describe('Claims (CLM) in no set that was read; `claims` are the others'),
      xolairClaims: count,
      errors: count,
      warnings: count,
      infos: count,
      fault: z
        .object({ code: z.string(), kind: z.string().optional().describe('What the file is instead'), message: z.string() })
        .optional()
        .describe('Why the file could not be read'),
      notes: z.array(z.string()).optional(),
    }),
  ),
  findings: z.array(finding),
  suppressed: z.array(finding),
  skipped: z
    .array(z.object({ path: z.string(), kind: z.string(), reason: z.string() }))
    .describe('Files that were not linted: other X12 sets, what is not X12, links, and what a pattern leaves out'),
  notChecked: z.array(z.object({ rule: z.string(), reason: z.string(), claims: count })),
});

/** The report of `--format json` as a program reads it. */
export type JsonReport = z.output<typeof reportSchema>;

/** JSON Schema of the report. Unknown keys are allowed: a later version may add some. */
export function reportJsonSchema(): unknown {
  return z.toJSONSchema(reportSchema, { io: 'input' });
}
