/** The zod schemas of what xolint gives to programs; `xolint/schema`, apart so that zod is loaded only when it is asked for. */
export { type ClaimData, claimSchema } from './claim.ts';
export { type JsonReport, reportSchema } from './report.ts';
