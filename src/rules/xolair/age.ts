import { INDICATIONS } from '../../codes/indications.ts';
import { AUTOINJECTOR_PACKAGE } from '../../codes/products.ts';
import type { Claim, Diagnosis, ServiceLine } from '../../model/claim.ts';
import { defineRule } from '../rule.ts';
import { codeText } from '../words.ts';
import { INJECTION, officeClaim, XOLAIR } from './support/example-claims.ts';

/** Autoinjectors of every strength. Xolair prescribing information, section 2. */
const AUTOINJECTOR_AGE = 12;
/** From this age on every indication and every device is allowed. */
const EVERY_AGE = Math.max(AUTOINJECTOR_AGE, ...Object.values(INDICATIONS).map(({ minimumAge }) => minimumAge));

/** Full years between two dates, yyyymmdd. */
function yearsBetween(birth: number, date: number): number {
  return Math.floor((date - birth) / 10_000);
}

/** The diagnosis that allows the youngest age of those that J2357 points at; undefined where none has an age on the label. */
function youngest(line: ServiceLine): { diagnosis: Diagnosis; name: string; years: number } | undefined {
  let best: { diagnosis: Diagnosis; name: string; years: number } | undefined;
  for (const diagnosis of line.diagnoses) {
    const indication = line.claim.tables.coveredCode(diagnosis.code, line.date)?.indication;
    if (indication === undefined || (best !== undefined && best.years <= indication.minimumAge)) continue;
    best = { diagnosis, name: indication.name, years: indication.minimumAge };
  }
  return best;
}

function isAutoinjector(line: ServiceLine): boolean {
  return line.drug?.product !== undefined && line.drug.ndc.endsWith(AUTOINJECTOR_PACKAGE);
}

/** Where the birth date of the patient stands. */
function birthDatePlace(claim: Claim) {
  return claim.parents.findLast((segment) => segment.id === 'DMG')?.at(2);
}

export default defineRule({
  id: 'xolair/age',
  severity: 'error',
  docs: {
    what: 'The patient is old enough for one of the indications that J2357 points at, counted on the date of service.',
    why: 'Xolair is labelled from 1 year for food allergy, 6 for asthma, 12 for urticaria and 18 for polyps; younger is denied.',
    fix: 'Check the birth date and the diagnosis, in loop 2010CA where the patient is not the subscriber.',
    source: 'Xolair prescribing information, sections 1 and 2; 005010X222A1 and 005010X223A2, DMG02',
  },
  claimStatus: [{ category: 'A7', code: '475' }],
  messages: {
    young: 'The patient is under {years} on the date of service, and {code} ({indication}) is labelled from {years} years on',
    autoinjector: {
      text: 'NDC {ndc} is an autoinjector, which is labelled from 12 years on, and the patient is younger',
      severity: 'warning',
      fix: 'Check which device was used: under 12 it is the syringe or the vial.',
    },
  },
  examples: {
    good: [
      officeClaim([XOLAIR, INJECTION]),
      // Eighteen on the day of the injection.
      officeClaim([XOLAIR, INJECTION], { dx: ['J339'], born: '20081005' }),
      // A child of eleven with urticaria, and asthma.
      officeClaim(['SV1*HC:J2357:JZ*2500*UN*60***1:2~LIN**N4*50242022701~CTP****2*ML', INJECTION], {
        dx: ['L501', 'J4550'],
        born: '20150301',
      }),
    ],
    bad: [
      { text: officeClaim([XOLAIR, INJECTION], { dx: ['J339'], born: '20091006' }), message: 'young', at: 'SV101-2' },
      {
        text: officeClaim(['SV1*HC:J2357:JZ*2500*UN*60***1~LIN**N4*50242022755~CTP****2*ML', INJECTION], { born: '20150301' }),
        message: 'autoinjector',
        at: 'LIN03',
        severity: 'warning',
      },
    ],
  },
  claim(claim, report) {
    let device: ServiceLine | undefined;
    for (const line of claim.lines) {
      if (!line.isXolair) continue;
      const birth = claim.patient.birthDate;
      const { date } = line;
      const years = birth === undefined || date === undefined ? undefined : yearsBetween(birth, date);
      if (years !== undefined && years >= EVERY_AGE) continue;
      const limit = line.isXolairCode ? youngest(line) : undefined;
      const autoinjector = isAutoinjector(line);
      if (limit === undefined && !autoinjector) continue;
      if (years === undefined) report.notChecked(birth === undefined ? 'no-birth-date' : 'no-line-date');
      else if (limit !== undefined && years < limit.years) {
        const born = birthDatePlace(claim);
        const data = { years: limit.years, code: codeText(limit.diagnosis.code), indication: limit.name };
        report('young', line.at('procedure'), data, born === undefined ? {} : { related: [born] });
        return;
      } else if (autoinjector && years < AUTOINJECTOR_AGE) device ??= line;
    }
    if (device !== undefined) report('autoinjector', device.drug!.lin.at(3), { ndc: device.drug!.ndc });
  },
});
