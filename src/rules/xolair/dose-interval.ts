import type { ServiceLine } from '../../model/claim.ts';
import type { Location } from '../../model/finding.ts';
import { drugRule } from '../drug-rule.ts';
import { INJECTION, officeClaim, on, XOLAIR } from '../examples/claims.ts';
import { defineRule } from '../rule.ts';
import { counted } from '../words.ts';
import { DoseLog } from './support/dose-log.ts';

/** A claim for one dose on a day. */
const dose = (id: string, day: string) => officeClaim([on(day, XOLAIR), on(day, INJECTION)], { id });

/** Where the date of service of a line is given. */
function locationOfDate(line: ServiceLine): Location {
  const date = line.segments('DTP', '472')[0] ?? line.claim.segments('DTP', '434')[0];
  return date?.at(3) ?? line.at('procedure');
}

export default drugRule((drug) =>
  defineRule({
    id: `${drug.id}/dose-interval`,
    severity: 'warning',
    docs: {
      what: `Two visits on which one patient was given ${drug.name} are at least ${drug.interval.leastDays} days apart, in all files of the run together.`,
      why: `${drug.name} is given ${drug.interval.words}. Two doses in fewer than ${drug.interval.leastDays} days are usually one dose with a wrong date, or one that was billed twice. Payers deny the second.`,
      fix: 'Check the dates of both claims, and that both doses were given.',
      source: `${drug.name} prescribing information, section 2`,
    },
    messages: {
      close: `This dose and another one of the same patient are {days} apart, but ${drug.name} is given ${drug.interval.words}`,
    },
    words: ['days'],
    examples: {
      good: [
        dose('A1', '20260921') + dose('A2', '20261005'),
        // Two lines of the same day are one dose.
        officeClaim([
          on('20261005', 'SV1*HC:J2357:JZ*1250*UN*30***1~LIN**N4*50242021503~CTP****1*ML'),
          on('20261005', 'SV1*HC:J2357:JZ*625*UN*15***1~LIN**N4*50242021403~CTP****0.5*ML'),
          on('20261005', INJECTION),
        ]),
        // A visit a week later without a dose.
        officeClaim([on('20261005', XOLAIR), on('20261005', INJECTION), on('20261012', 'SV1*HC:99213*150*UN*1***1')]),
      ],
      bad: [
        { text: dose('A1', '20260928') + dose('A2', '20261005'), message: 'close', at: 'DTP03' },
        // In any order.
        { text: dose('A1', '20261005') + dose('A2', '20260922'), message: 'close', at: 'DTP03' },
      ],
    },
    state: () => new DoseLog(drug.interval.leastDays),
    visit(visit, report, { state, file }) {
      const line = visit.of(drug).administered[0];
      if (line === undefined) return;
      const { claim, date } = visit;
      if (date === undefined) return report.notChecked('no-date');
      if (claim.patient.birthDate === undefined) return report.notChecked('no-birth-date');
      if (claim.memberId.value === '') return report.notChecked('no-member-id');
      const near = state.add(claim, date, line.at('procedure'), file);
      if (near) report('close', locationOfDate(line), { days: counted(near.days, 'day') }, { related: [near.location] });
    },
  }),
);
