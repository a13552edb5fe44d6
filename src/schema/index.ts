/** The zod schemas of the data that programs get from xolint. A separate entry, `xolint/schema`, so that only its users load zod. */
export type { ClaimData } from '../model/claim-data.ts';
export { claimSchema } from './claim.ts';
export { type JsonReport, reportSchema } from './report.ts';
