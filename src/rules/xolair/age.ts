import type { Autoinjector, DrugFacts } from '../../codes/drugs/facts.ts';
import type { Claim, Diagnosis, Drug, ServiceLine } from '../../model/claim.ts';
import { drugRule } from '../drug-rule.ts';
import { INJECTION, officeClaim, XOLAIR } from '../examples/claims.ts';
import { defineRule } from '../rule.ts';
import { codeText, counted, DIAGNOSIS, from, listed } from '../words.ts';
import { productOf } from './support/products.ts';

/** Used for a drug without an autoinjector: no package has this code. */
const NO_AUTOINJECTOR: Autoinjector = { package: 'none', minimumAge: 0 };

/** `from 6 years for asthma and from 18 years for nasal polyps`, the youngest first. */
function labelledAges({ indications }: DrugFacts): string {
  const all = Object.values(indications).sort((a, b) => a.minimumAge - b.minimumAge);
  return listed(all.map(({ name, minimumAge }) => `from ${counted(minimumAge, 'year')} for ${name}`));
}

/** Full years between two dates, yyyymmdd. */
function yearsBetween(birth: number, date: number): number {
  return Math.floor((date - birth) / 10_000);
}

/** The diagnosis with the youngest labelled age of those that the line points at; undefined if none has an age. */
function youngest(line: ServiceLine, drug: DrugFacts): { diagnosis: Diagnosis; name: string; years: number } | undefined {
  let best: { diagnosis: Diagnosis; name: string; years: number } | undefined;
  for (const diagnosis of line.diagnoses) {
    const indication = line.claim.tables.coveredCode(drug.id, diagnosis.code, line.date)?.indication;
    if (indication === undefined || (best !== undefined && best.years <= indication.minimumAge)) continue;
    best = { diagnosis, name: indication.name, years: indication.minimumAge };
  }
  return best;
}

/** Loop 2410 of a line, if its NDC is an autoinjector of the drug; otherwise undefined. */
function autoinjectorOf({ drug: given }: ServiceLine, drug: DrugFacts, pack: string): Drug | undefined {
  return productOf(given, drug) !== undefined && given?.ndc.endsWith(pack) ? given : undefined;
}

/** Where the birth date of the patient is. */
function birthDatePlace(claim: Claim) {
  return claim.parents.findLast((segment) => segment.id === 'DMG')?.at(2);
}

export default drugRule((drug) => {
  const { autoinjector = NO_AUTOINJECTOR } = drug;
  // From this age on every indication and every device is allowed.
  const unlimitedAge = Math.max(autoinjector.minimumAge, ...Object.values(drug.indications).map(({ minimumAge }) => minimumAge));
  return defineRule({
    id: `${drug.id}/age`,
    severity: 'error',
    docs: {
      what: `On the date of service the patient is old enough for one of the indications that ${drug.code} points at.`,
      why: `${drug.name} is labelled ${labelledAges(drug)}. Claims for younger patients are denied.`,
      fix: 'Check the birth date and the diagnosis, in loop 2010CA where the patient is not the subscriber.',
      source: `${drug.name} prescribing information, sections 1 and 2; 005010X222A1 and 005010X223A2, DMG02`,
    },
    claimStatus: [{ category: 'A7', code: '475' }],
    messages: {
      young:
        'The patient is under {years} on the date of service, but {code} ({indication}) is labelled for patients of {years} years and older',
      autoinjector: {
        text: `NDC {ndc} is an autoinjector, which is labelled for patients of ${autoinjector.minimumAge} years and older, but the patient is younger`,
        severity: 'warning',
        fix: `Check which device was used: under ${autoinjector.minimumAge} it must be the syringe or the vial.`,
      },
    },
    words: ['years', 'indication'],
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
      let device: Drug | undefined;
      for (const line of claim.lines) {
        if (!line.isOf(drug)) continue;
        const birth = claim.patient.birthDate;
        const { date } = line;
        // claim/dates says that nobody is treated before birth.
        if (birth !== undefined && date !== undefined && birth > date) return;
        const years = birth === undefined || date === undefined ? undefined : yearsBetween(birth, date);
        if (years !== undefined && years >= unlimitedAge) continue;
        const limit = line.bills(drug) ? youngest(line, drug) : undefined;
        const injector = autoinjectorOf(line, drug, autoinjector.package);
        if (limit === undefined && injector === undefined) continue;
        if (years === undefined) report.notChecked(birth === undefined ? 'no-birth-date' : 'no-line-date');
        else if (limit !== undefined && years < limit.years) {
          const born = birthDatePlace(claim);
          const data = {
            years: limit.years,
            ...from(limit.diagnosis, { code: codeText(limit.diagnosis.code, DIAGNOSIS) }),
            indication: limit.name,
          };
          report('young', line.at('procedure'), data, born === undefined ? {} : { related: [born] });
          return;
        } else if (injector !== undefined && years < autoinjector.minimumAge) device ??= injector;
      }
      if (device !== undefined) report('autoinjector', device.lin.at(3), from(device.lin, { ndc: device.ndc }));
    },
  });
});
