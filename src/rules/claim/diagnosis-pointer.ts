import { defineRule } from '../rule.ts';
import { from } from '../words.ts';
import { pointerFaults } from './support/diagnosis-faults.ts';

export default defineRule({
  id: 'claim/diagnosis-pointer',
  severity: 'error',
  types: ['837P'],
  docs: {
    what: 'Each professional line points (SV107) at one to four diagnoses in HI, with numbers from 1 to 12, and at none of them twice.',
    why: 'The pointer gives the reason for the service. A line that points at nothing has no diagnosis, and the claim is rejected.',
    fix: 'Point at the diagnoses in HI by their order: 1 is the first one (ABK).',
    source: '005010X222A1, loop 2400, SV107; loop 2300, HI',
  },
  claimStatus: [{ category: 'A7', code: '477' }],
  yields: ['x12/element-required', 'x12/element-type', 'x12/segment-required'],
  messages: {
    missing: 'SV107 is empty: the line points at no diagnosis',
    range: 'SV107-{component} is not a number from 1 to 12',
    nothing: 'SV107-{component} points at diagnosis {pointer}, but HI has {count}',
    none: { text: 'The lines point at diagnoses, but the claim has no HI', fix: 'Add HI with the diagnoses of the claim.' },
    twice: {
      text: 'SV107-{component} points at diagnosis {pointer} again',
      severity: 'warning',
      fix: 'Remove the second pointer, or point at the diagnosis that was meant.',
    },
  },
  words: ['component', 'count'],
  examples: {
    good: [
      'CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550*ABF:J309~LX*1~SV1*HC:99213*150*UN*1***2:1~',
      'CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550*ABF:J309~LX*1~SV1*HC:99213*150*UN*1***02~',
      'CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550*ABF:J309~HI*BP:00100~LX*1~SV1*HC:99213*150*UN*1***1:2~',
      'CLM*A1*150***13:A:1**A*Y*Y~HI*ABK:J4550~LX*1~SV2*0510*HC:99213*150*UN*1~',
    ],
    bad: [
      { text: 'CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*150*UN*1***13~', message: 'range', at: 'SV107-1' },
      {
        text: 'CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550*ABF:J309~LX*1~SV1*HC:99213*150*UN*1***1:3~',
        message: 'nothing',
        at: 'SV107-2',
      },
      {
        text: 'CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550*ABF:J309~LX*1~SV1*HC:99213*150*UN*1***1:2:1~',
        message: 'twice',
        at: 'SV107-3',
        severity: 'warning',
      },
      {
        text: 'CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*150*UN*1~',
        message: 'missing',
        at: 'SV107',
        run: { off: ['x12/element-required'] },
      },
      {
        text: 'CLM*A1*150***11:B:1*Y*A*Y*Y~LX*1~SV1*HC:99213*150*UN*1***1~',
        message: 'none',
        at: 'HI01-2',
        run: { off: ['x12/segment-required'] },
      },
    ],
  },
  claim(claim, report) {
    if (claim.type !== '837P') return;
    const count = claim.diagnoses.length;
    if (count === 0) {
      // A claim without diagnoses gets one finding, whatever its lines point at.
      if (claim.lines.length > 0) report('none', { ...claim.clm.at(), element: 'HI01-2' });
      return;
    }
    for (const line of claim.lines) {
      const faults = pointerFaults(line);
      // A line without SV1 has only its LX; x12/segment-required reports it.
      if (faults.length === 0 || line.service.id === 'LX') continue;
      for (const { kind, component, pointer } of faults) {
        const location = kind === 'missing' ? line.at('pointer') : line.service.at(7, component);
        switch (kind) {
          case 'missing':
            report('missing', location);
            break;
          case 'range':
            report('range', location, { component });
            break;
          case 'nothing':
            report('nothing', location, { component, ...from(line.service, { pointer }), count });
            break;
          default:
            report('twice', location, { component, ...from(line.service, { pointer }) });
        }
      }
    }
  },
});
