import { isTrainingCode } from '../../codes/procedures.ts';
import { drugRule } from '../drug-rule.ts';
import { INJECTION, officeClaim, XOLAIR } from '../examples/claims.ts';
import { defineRule } from '../rule.ts';

export default drugRule((drug) =>
  defineRule({
    id: `${drug.id}/training`,
    severity: 'info',
    byPayerClass: { medicare: 'warning' },
    docs: {
      what: 'Training for self-injection (98960 to 98962) is billed only to payers that cover patient education.',
      why: 'Medicare bundles these codes and many plans do not cover them. They are for training by staff who are not physicians.',
      fix: 'Check that the payer covers the code. Remove it for Medicare.',
      source: 'Medicare Physician Fee Schedule, status of 98960 to 98962',
    },
    messages: {
      education: '{code} bills training for self-injection, which the payer may not cover',
    },
    words: ['code'],
    examples: {
      good: [
        officeClaim([XOLAIR, INJECTION]),
        // Diabetes training is billed with a code of its own.
        officeClaim([XOLAIR, INJECTION, 'SV1*HC:G0108*60*UN*1***1']),
        // No Xolair on the claim.
        officeClaim(['SV1*HC:98960*50*UN*1***1']),
      ],
      bad: [
        { text: officeClaim([XOLAIR, INJECTION, 'SV1*HC:98960*50*UN*1***1']), message: 'education', at: 'SV101-2' },
        {
          text: officeClaim([XOLAIR, INJECTION, 'SV1*HC:98961*50*UN*1***1'], { filing: 'MB' }),
          message: 'education',
          at: 'SV101-2',
          severity: 'warning',
        },
      ],
    },
    line(line, report) {
      if (isTrainingCode(line.procedure)) report('education', line.at('procedure'), { code: line.procedure });
    },
  }),
);
