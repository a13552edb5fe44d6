import type { DrugGroup } from '../../codes/drugs/index.ts';
import type { DrugRule } from '../drug-rule.ts';
import type { AnyRule } from '../rule.ts';
import adminCode from './admin-code.ts';
import adminCount from './admin-count.ts';
import adminDistinct from './admin-distinct.ts';
import adminHome from './admin-home.ts';
import adminPlace from './admin-place.ts';
import adminPresent from './admin-present.ts';
import age from './age.ts';
import billType from './bill-type.ts';
import chargePerUnit from './charge-per-unit.ts';
import clinicVisit from './clinic-visit.ts';
import diagnosis from './diagnosis.ts';
import diagnosisPayer from './diagnosis-payer.ts';
import doseIndication from './dose-indication.ts';
import doseInterval from './dose-interval.ts';
import doseMultiple from './dose-multiple.ts';
import drugCode from './drug-code.ts';
import drugDate from './drug-date.ts';
import drugPlace from './drug-place.ts';
import drugPresent from './drug-present.ts';
import em99211 from './em-99211.ts';
import emModifier25 from './em-modifier-25.ts';
import homeDrug from './home-drug.ts';
import modifierAllowed from './modifier-allowed.ts';
import ndcFormat from './ndc-format.ts';
import ndcMarketed from './ndc-marketed.ts';
import ndcOnOtherLine from './ndc-on-other-line.ts';
import ndcPresent from './ndc-present.ts';
import ndcProduct from './ndc-product.ts';
import ndcQualifier from './ndc-qualifier.ts';
import ndcQuantity from './ndc-quantity.ts';
import ndcUnits from './ndc-units.ts';
import priorAuth from './prior-auth.ts';
import revenueAdmin from './revenue-admin.ts';
import revenueDrug from './revenue-drug.ts';
import training from './training.ts';
import unitBasis from './unit-basis.ts';
import unitCount from './unit-count.ts';
import wasteConflict from './waste-conflict.ts';
import wasteContainers from './waste-containers.ts';
import wasteModifier from './waste-modifier.ts';
import wastePair from './waste-pair.ts';

/** Rules of the claims for one drug, in the order of the catalogue. */
const DRUG_RULES: readonly DrugRule[] = [
  // the drug
  drugCode,
  drugPresent,
  drugDate,
  unitBasis,
  unitCount,
  doseMultiple,
  doseIndication,
  doseInterval,
  ndcPresent,
  ndcQualifier,
  ndcFormat,
  ndcProduct,
  ndcMarketed,
  ndcQuantity,
  ndcUnits,
  ndcOnOtherLine,
  chargePerUnit,
  // waste and modifiers
  wasteModifier,
  wasteConflict,
  wastePair,
  wasteContainers,
  modifierAllowed,
  // administration and visits
  adminPresent,
  adminCode,
  adminCount,
  adminDistinct,
  adminPlace,
  adminHome,
  drugPlace,
  homeDrug,
  emModifier25,
  em99211,
  training,
  // diagnosis and authorization
  diagnosis,
  diagnosisPayer,
  age,
  priorAuth,
  // institutional
  revenueDrug,
  revenueAdmin,
  billType,
  clinicVisit,
];

/** The rules for the claims of a drug and its biosimilars, in the order of the catalogue: the family `xolair` for Xolair. */
export function drugRules(...group: DrugGroup): readonly AnyRule[] {
  return DRUG_RULES.map((rule) => rule(...group));
}
