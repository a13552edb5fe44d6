import { isObservationCode } from '../../codes/procedures.ts';
import { drugRule } from '../drug-rule.ts';
import { INJECTION, officeClaim, on, XOLAIR } from '../examples/claims.ts';
import { defineRule } from '../rule.ts';
import { hasOtherLines, isBilled, isGivenOn, isUndated } from './support/visits.ts';

export default drugRule((drug) =>
  defineRule({
    id: `${drug.id}/em-99211`,
    severity: 'error',
    docs: {
      what: `99211 and observation codes are not billed on the visit of a ${drug.name} injection.`,
      why: 'Watching the patient after the dose is part of 96372. 99211 is not paid in addition, with or without modifier 25.',
      fix: 'Remove the code. If a physician saw the patient for something else, bill that visit with modifier 25.',
      source: 'CMS Claims Processing Manual, chapter 12, section 30.6.7',
    },
    claimStatus: [{ category: 'A8', code: '454' }],
    messages: {
      nurse: `99211 is on the visit of a ${drug.name} injection (96372), which includes it, with or without modifier 25`,
      observation: `{code} bills observation on the visit of a ${drug.name} injection (96372), which includes it`,
    },
    words: ['code'],
    examples: {
      good: [
        // A nurse's visit on another day.
        officeClaim([on('20261002', 'SV1*HC:99211*40*UN*1***1'), on('20261005', XOLAIR), on('20261005', INJECTION)]),
        // Training a patient who takes the drug home.
        officeClaim(['SV1*HC:99211*40*UN*1*11**1', XOLAIR], { facility: '12:B:1' }),
        officeClaim(['SV1*HC:99212:25*90*UN*1***1', XOLAIR, INJECTION]),
      ],
      bad: [
        { text: officeClaim(['SV1*HC:99211:25*40*UN*1***1', XOLAIR, INJECTION]), message: 'nurse', at: 'SV101-2' },
        { text: officeClaim(['SV1*HC:99234*300*UN*1***1', XOLAIR, INJECTION]), message: 'observation', at: 'SV101-2' },
      ],
    },
    visit(visit, report) {
      if (visit.injections.length === 0 || !hasOtherLines(visit, drug)) return;
      for (const line of visit.lines) {
        const code = line.procedure;
        if (!isObservationCode(code) || !isBilled(line) || !isGivenOn(visit, drug)) continue;
        if (isUndated(visit)) {
          report.notChecked('no-line-date');
          return;
        }
        if (code === '99211') report('nurse', line.at('procedure'));
        else report('observation', line.at('procedure'), { code });
      }
    },
  }),
);
