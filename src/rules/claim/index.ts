import type { AnyRule } from '../rule.ts';
import balance from './balance.ts';
import charge from './charge.ts';
import codeDuplicate from './code-duplicate.ts';
import codeGeneration from './code-generation.ts';
import codeSet from './code-set.ts';
import dates from './dates.ts';
import diagnosisDuplicate from './diagnosis-duplicate.ts';
import diagnosisFormat from './diagnosis-format.ts';
import diagnosisPointer from './diagnosis-pointer.ts';
import duplicate from './duplicate.ts';
import duplicateLine from './duplicate-line.ts';
import frequency from './frequency.ts';
import modifier from './modifier.ts';
import ndcFormat from './ndc-format.ts';
import npi from './npi.ts';
import procedureRetired from './procedure-retired.ts';
import units from './units.ts';

/** Rules of every claim, in the order of the catalogue. */
export const CLAIM_RULES: readonly AnyRule[] = [
  balance,
  charge,
  diagnosisPointer,
  diagnosisFormat,
  diagnosisDuplicate,
  codeGeneration,
  codeDuplicate,
  codeSet,
  units,
  modifier,
  npi,
  dates,
  frequency,
  procedureRetired,
  duplicateLine,
  duplicate,
  ndcFormat,
];
