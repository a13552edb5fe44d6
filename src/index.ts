/** The library: everything that a program may use of xolint. The zod schemas are in `xolint/schema`. */
export type { ByteSource } from './api/bytes.ts';
export { type ConfigInput, type LintFinding, type LintOptions, type LintReport, lint, lintInterchange } from './api/lint.ts';
export { readClaims } from './api/read-claims.ts';
export { fix, formats, message, render } from './api/render.ts';
export { testRule } from './api/test-rule.ts';
/** The drug that the rules are about, as `line.isOf`, `claim.involves` and `visit.of` take it. */
export { XOLAIR } from './codes/drugs/xolair.ts';
export { ConfigError } from './config/errors.ts';
export type { Format, FormatOptions, RunHead } from './formats/format.ts';
export type { FormatName } from './formats/index.ts';
export type {
  Claim,
  ClaimType,
  Diagnosis,
  Drug,
  DrugIdentity,
  DrugLines,
  Levels,
  LineElement,
  OtherPayer,
  Segment,
  ServiceLine,
  Visit,
} from './model/claim.ts';
export type { ClaimData } from './model/claim-data.ts';
export type { EnvelopeSegment, Group, Interchange, ReaderFault, TransactionSet } from './model/envelope.ts';
export type {
  ClaimRef,
  Finding,
  Location,
  MessageValue,
  NotChecked,
  Origin,
  Phi,
  RuleSeverity,
  Severity,
  Shown,
  SlotValue,
  Sourced,
} from './model/finding.ts';
export type { PayerClass } from './model/payer.ts';
export type { Counts, Fault, FileReport, FileType, Report, RuleWords } from './model/report.ts';
export type { CoveredCode, Indication, Product, Tables } from './model/tables.ts';
export {
  type AnyRule,
  type BadExample,
  type ClaimStatus,
  defineRule,
  type Example,
  type ExampleRun,
  type OptionSpec,
  type Rule,
  type RuleContext,
} from './rules/rule.ts';
export { InputError } from './x12/errors.ts';
