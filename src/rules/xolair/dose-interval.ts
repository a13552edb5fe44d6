import type { DrugFacts } from '../../codes/drugs/facts.ts';
import type { ServiceLine } from '../../model/claim.ts';
import type { Location } from '../../model/finding.ts';
import type { DoseInterval, Indication } from '../../model/tables.ts';
import { drugRule } from '../drug-rule.ts';
import { INJECTION, officeClaim, on, XOLAIR } from '../examples/claims.ts';
import { defineRule } from '../rule.ts';
import { counted } from '../words.ts';
import { DoseLog } from './support/dose-log.ts';
import { spanOf } from './support/spans.ts';

/** A claim for one dose on a day. */
const dose = (id: string, day: string, dx?: readonly string[], line = XOLAIR) =>
  officeClaim([on(day, line), on(day, INJECTION)], { id, ...(dx && { dx }) });

/** A dose for asthma and urticaria. */
const BOTH = 'SV1*HC:J2357:JZ*2500*UN*60***1:2~LIN**N4*50242022701~CTP****2*ML';

const OMLYCLO = 'SV1*HC:Q5154:JZ*2500*UN*60***1~LIN**N4*72606005401~CTP****2*ML';

/** Indications whose interval is longer than that of the drug. */
function slowIndications({ indications }: DrugFacts): (Indication & { readonly interval: DoseInterval })[] {
  return Object.values(indications).flatMap((each) => (each.interval ? [{ ...each, interval: each.interval }] : []));
}

/** The indication that makes the interval of doses longer; undefined if the lines point at any use without such an interval. */
function slowIndication(lines: readonly ServiceLine[], drug: DrugFacts): Indication | undefined {
  let slow: Indication | undefined;
  for (const line of lines) {
    for (const { code } of line.diagnoses) {
      const covered = line.claim.tables.coveredCode(drug.id, code, line.date);
      if (covered === undefined) continue;
      if (covered.indication?.interval === undefined) return undefined;
      slow = covered.indication;
    }
  }
  return slow;
}

/** Where the date of service of a line is given. */
function locationOfDate(line: ServiceLine): Location {
  const date = line.segments('DTP', '472')[0] ?? line.claim.segments('DTP', '434')[0];
  return date?.at(3) ?? line.at('procedure');
}

export default drugRule((drug) => {
  const slow = slowIndications(drug);
  const alsoSlow = slow.map(({ name, interval }) => `, ${interval.leastDays} for ${name}`).join('');
  const longest = Math.max(drug.interval.leastDays, ...slow.map(({ interval }) => interval.leastDays));
  return defineRule({
    id: `${drug.id}/dose-interval`,
    severity: 'warning',
    docs: {
      what: `Two visits on which one patient was given ${drug.name} are at least ${drug.interval.leastDays} days apart${alsoSlow}, in all files of the run together.`,
      why: `${drug.name} is given ${drug.interval.words}. Two doses in fewer than ${drug.interval.leastDays} days are usually one dose with a wrong date, or one that was billed twice. Payers deny the second.`,
      fix: 'Check the dates of both claims, and that both doses were given.',
      source: `${drug.name} prescribing information, section 2`,
    },
    messages: {
      close: `This dose and another one of the same patient are {days} apart, but ${drug.name} is given ${drug.interval.words}`,
      indication: `This dose and another one of the same patient are {days} apart, but for {indication} ${drug.name} is given {interval}`,
    },
    words: ['days', 'indication', 'interval'],
    examples: {
      good: [
        dose('A1', '20260921') + dose('A2', '20261005'),
        // Two lines of the same day are one dose.
        officeClaim([
          on('20261005', 'SV1*HC:J2357:JZ*1250*UN*30***1~LIN**N4*50242021503~CTP****1*ML'),
          on('20261005', 'SV1*HC:J2357:JZ*625*UN*15***1~LIN**N4*50242021403~CTP****0.5*ML'),
          on('20261005', INJECTION),
        ]),
        // For urticaria, every four weeks.
        dose('A1', '20260907', ['L501']) + dose('A2', '20261005', ['L501']),
        // Asthma may be the reason of either dose.
        dose('A1', '20260921', ['L501', 'J4550'], BOTH) + dose('A2', '20261005', ['L501', 'J4550'], BOTH),
        dose('A1', '20260921', ['J4550']) + dose('A2', '20261005', ['L501']),
        // A visit a week later without a dose.
        officeClaim([on('20261005', XOLAIR), on('20261005', INJECTION), on('20261012', 'SV1*HC:99213*150*UN*1***1')]),
      ],
      bad: [
        { text: dose('A1', '20260928') + dose('A2', '20261005'), message: 'close', at: 'DTP03' },
        // In any order.
        { text: dose('A1', '20261005') + dose('A2', '20260922'), message: 'close', at: 'DTP03' },
        { text: dose('A1', '20260921', ['L501']) + dose('A2', '20261005', ['L501']), message: 'indication', at: 'DTP03' },
        // The biosimilar a week after Xolair.
        { text: dose('A1', '20260928') + dose('A2', '20261005', undefined, OMLYCLO), message: 'close', at: 'DTP03' },
      ],
    },
    state: () => new DoseLog(longest),
    visit(visit, report, { state, file }) {
      const { administered } = visit.of(drug);
      const line = administered[0];
      if (line === undefined) return;
      const { claim, date } = visit;
      if (date === undefined) return report.notChecked('no-date');
      if (claim.patient.birthDate === undefined) return report.notChecked('no-birth-date');
      if (claim.memberId.value === '') return report.notChecked('no-member-id');
      // drug-date reports it: on which day the dose was given is not known.
      if (spanOf(line)) return report.notChecked('span-of-days');
      const indication = slowIndication(administered, drug);
      const interval = indication?.interval ?? drug.interval;
      const near = state.add(claim, date, line.at('procedure'), file, interval.leastDays);
      if (near === undefined) return;
      const days = counted(near.days, 'day');
      const related = { related: [near.location] };
      if (indication === undefined || near.days < drug.interval.leastDays) {
        report('close', locationOfDate(line), { days }, related);
      } else report('indication', locationOfDate(line), { days, indication: indication.name, interval: interval.words }, related);
    },
  });
});
