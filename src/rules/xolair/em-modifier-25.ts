import { isVisitCode } from '../../codes/procedures.ts';
import type { ServiceLine, Visit } from '../../model/claim.ts';
import { drugRule } from '../drug-rule.ts';
import { INJECTION, officeClaim, on, XOLAIR } from '../examples/claims.ts';
import { defineRule } from '../rule.ts';
import { hasOtherLines, isBilled, isGivenOn, isUndated, nextModifier } from './support/visits.ts';

/** Whether the provider of a visit code and those of all injections are named, and none of the injections is by that provider. */
function isOtherProvider(line: ServiceLine, visit: Visit): boolean {
  const own = line.rendering;
  return own !== '' && visit.injections.every((injection) => injection.rendering !== '' && injection.rendering !== own);
}

export default drugRule((drug) =>
  defineRule({
    id: `${drug.id}/em-modifier-25`,
    severity: 'error',
    docs: {
      what: `A visit code on the day of a ${drug.name} injection has modifier 25 in one of its four modifier positions.`,
      why: 'Without modifier 25 the visit counts as part of the injection and is denied.',
      fix: 'Add modifier 25 if the visit was significant and separate from the injection; otherwise remove the visit code.',
      source: 'CMS Claims Processing Manual, chapter 12, section 30.6.7; NCCI Policy Manual, chapter I, section D',
    },
    claimStatus: [
      { category: 'A8', code: '453' },
      { category: 'A8', code: '454' },
    ],
    messages: {
      missing: `{code} is on the visit of a ${drug.name} injection (96372) without modifier 25`,
      otherProvider: {
        text: `{code} is on the visit of a ${drug.name} injection (96372) without modifier 25; the lines name different rendering providers`,
        severity: 'warning',
        fix: 'Add modifier 25 if both providers belong to one group and specialty, because payers count them as one. Otherwise nothing needs to be done.',
      },
    },
    words: ['code'],
    examples: {
      good: [
        officeClaim(['SV1*HC:99204:25*250*UN*1***1', XOLAIR, INJECTION]),
        // In the last of the four positions.
        officeClaim(['SV1*HC:99213:95:GC:57:25*150*UN*1***1', XOLAIR, INJECTION]),
        // The visit was on another day.
        officeClaim([on('20261002', 'SV1*HC:99213*150*UN*1***1'), on('20261005', XOLAIR), on('20261005', INJECTION)]),
        // Nothing was injected in the practice.
        officeClaim(['SV1*HC:99213*150*UN*1*11**1', XOLAIR], { facility: '12:B:1' }),
        // An add-on code needs no modifier 25.
        officeClaim(['SV1*HC:99214:25*200*UN*1***1', 'SV1*HC:G2211*20*UN*1***1', XOLAIR, INJECTION]),
      ],
      bad: [
        { text: officeClaim(['SV1*HC:99213*150*UN*1***1', XOLAIR, INJECTION]), message: 'missing', at: 'SV101-3' },
        {
          text: officeClaim([
            'SV1*HC:99213*150*UN*1***1~NM1*82*1*DOC*BOB****XX*1234567893',
            XOLAIR,
            `${INJECTION}~NM1*82*1*DOC*ANN****XX*1987654328`,
          ]),
          message: 'otherProvider',
          at: 'SV101-3',
          severity: 'warning',
        },
      ],
    },
    visit(visit, report) {
      if (visit.injections.length === 0 || !hasOtherLines(visit, drug)) return;
      for (const line of visit.lines) {
        if (!isVisitCode(line.procedure) || !isBilled(line) || line.has('25') || !isGivenOn(visit, drug)) continue;
        if (isUndated(visit)) {
          report.notChecked('no-line-date');
          return;
        }
        const message = isOtherProvider(line, visit) ? 'otherProvider' : 'missing';
        report(message, line.at(nextModifier(line)), { code: line.procedure });
      }
    },
  }),
);
