import { PARTS, sound } from '../examples/file.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'x12/unreadable',
  severity: 'error',
  fault: true,
  docs: {
    what: 'The file is an X12 837P (005010X222) or 837I (005010X223) that can be read: it has an ISA that defines its separators.',
    why: 'A file that cannot be read cannot be checked. The run then ends with status 2, so that nobody takes the file for a clean one.',
    fix: 'Export the file again as 5010 837P or 837I, and check that it is complete.',
    source: 'ASC X12.5 Interchange Control Structures, ISA; 45 CFR 162.1102 (5010 for health care claims)',
  },
  messages: {},
  examples: {
    good: [
      sound(),
      sound({ isa: `\uFEFF\n\n${PARTS.isa}`.replace('\uFEFF', '\u00EF\u00BB\u00BF') }),
      sound({
        gs: PARTS.gs.replace('222A1', '223A2'),
        st: PARTS.st.replace('222A1', '223A2'),
        set: PARTS.set
          .replace('***11:B:1*Y*A*Y*Y~', '***13:A:1**A*Y*Y~DTP*434*RD8*20261005-20261005~CL1*3*1*01~')
          .replace('LX*1', 'NM1*71*1*TESTER*ATTENDING****XX*1987654328~LX*1')
          .replace('SV1*HC:99213*100*UN*1***1', 'SV2*0510*HC:99213*100*UN*1'),
        se: 'SE*26*0001~',
      }),
    ],
    bad: [
      { text: sound({ isa: '' }) },
      { text: 'ISA*00*          *00*          *ZZ*SUBMITTER~GS*HC*SUBMITTER~' },
      { text: sound({ gs: PARTS.gs.replace('005010X222A1', '004010X098A1'), st: 'ST*837*0001~' }) },
      { text: sound({ gs: PARTS.gs.replace('222A1', '224A2'), st: PARTS.st.replace('222A1', '224A2') }) },
      {
        text: sound({
          gs: PARTS.gs.replace('GS*HC', 'GS*HP').replace('222A1', '221A1'),
          st: 'ST*835*0001~',
          set: 'BPR*I*100*C*ACH~TRN*1*12345*1841234567~',
          se: 'SE*4*0001~',
        }),
      },
    ],
  },
});
