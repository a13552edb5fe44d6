import { billKind, placeKind } from '../../codes/places.ts';
import { drugCodeKind } from '../../codes/procedures.ts';
import type { ServiceLine, Visit } from '../../model/claim.ts';
import { drugRule } from '../drug-rule.ts';
import { hospitalClaim, INJECTION, officeClaim, on, XOLAIR } from '../examples/claims.ts';
import { defineRule } from '../rule.ts';

/** Whether the drug has no line of its own there: the payment of the visit or the stay includes it. */
function isIncluded(line: ServiceLine): boolean {
  const bill = billKind(line.claim.billType);
  return bill === 'clinic' || bill === 'inpatient' || placeKind(line.placeOfService) === 'clinic';
}

export default drugRule((drug) => {
  const isAbout = (line: ServiceLine) => line.isOf(drug) || line.names(drug);
  const isBilled = ({ lines }: Visit) => lines.some((line) => drugCodeKind(line.procedure) !== 'none' && isAbout(line));
  return defineRule({
    id: `${drug.id}/drug-present`,
    severity: 'off',
    byPayerClass: { medicare: 'warning' },
    docs: {
      what: `A visit that bills Medicare for an injection of ${drug.name} also has a ${drug.code} line.`,
      why: 'Medicare pays for giving a drug only where the claim shows which drug it was. A drug that cost nothing is billed at $0.01.',
      fix: `Add a ${drug.code} line with the units that were given, at $0.01 if the practice did not pay for the drug.`,
      source: `${drug.sources.administration}; Medicare Claims Processing Manual, chapter 17: drugs that were got at no cost`,
    },
    messages: { missing: `The line bills an injection of ${drug.name}, but no line of the visit bills ${drug.code}` },
    examples: {
      good: [
        officeClaim([XOLAIR, INJECTION], { filing: 'MB' }),
        // Another payer may have the pharmacy bill the drug.
        officeClaim(['SV1*HC:96372:::::XOLAIR*60*UN*1***1']),
        // Nothing says which drug was injected.
        officeClaim([INJECTION], { filing: 'MB' }),
        officeClaim([XOLAIR, 'SV1*HC:96372:::::XOLAIR*60*UN*1***1'], { filing: 'MB' }),
        // A rural health clinic is paid by the visit.
        officeClaim(['SV1*HC:96372:::::XOLAIR*60*UN*1***1'], { filing: 'MB', facility: '72:B:1' }),
      ],
      bad: [
        {
          text: officeClaim(['SV1*HC:96372:::::XOLAIR 300 MG*60*UN*1***1'], { filing: 'MB' }),
          message: 'missing',
          at: 'SV101-2',
          severity: 'warning',
        },
        {
          text: officeClaim([`${INJECTION}~LIN**N4*50242022701~CTP****2*ML`], { filing: 'MB' }),
          message: 'missing',
          at: 'SV101-2',
          severity: 'warning',
        },
        {
          text: hospitalClaim(['SV2*0510*HC:96372:::::OMALIZUMAB*60*UN*1'], { filing: 'MA' }),
          message: 'missing',
          at: 'SV202-2',
          severity: 'warning',
        },
        // The drug of the other visit is billed.
        {
          text: officeClaim(
            [on('20260907', XOLAIR), on('20260907', INJECTION), on('20261005', 'SV1*HC:96372:::::XOLAIR*60*UN*1***1')],
            { filing: 'MB' },
          ),
          message: 'missing',
          at: 'SV101-2',
          severity: 'warning',
        },
      ],
    },
    visit(visit, report) {
      if (visit.injections.length === 0 || visit.of(drug).billed.length > 0) return;
      const injection = visit.injections.find((line) => isAbout(line) && !isIncluded(line));
      // Under another drug code, drug-code reports the drug.
      if (injection === undefined || isBilled(visit)) return;
      if (visit.date === undefined && visit.claim.lines.some((line) => line.bills(drug))) report.notChecked('no-line-date');
      else report('missing', injection.at('procedure'));
    },
  });
});
