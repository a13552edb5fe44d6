/** The zod schemas of what xolint gives to programs; `xolint/schema`, apart so that zod is loaded only when it is asked for. */
export type { ClaimData } from '../model/claim-data.ts';
export { claimSchema } from './claim.ts';
export { type JsonReport, reportSchema } from './report.ts';
