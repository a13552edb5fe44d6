import { PARTS, sound } from '../examples/file.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'x12/element-code',
  severity: 'error',
  docs: {
    what: 'Every coded value is one of the codes that the guide allows there.',
    why: 'Receivers refuse a code that the guide does not have.',
    fix: 'Use a code that the guide allows.',
    source: '005010X222A1 and 005010X223A2, with appendix C for ISA, GS, GE and IEA; ASC X12.5 and X12.6',
  },
  ack: { segment: '8', element: '7' },
  messages: {
    illegal: '{element} ({name}) is {value}, but must be {legal}',
  },
  words: ['element', 'name', 'value', 'legal'],
  examples: {
    good: ['CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~'],
    bad: [
      { text: 'CLM*A1*100***11:B:1*Y*A*Q*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~', message: 'illegal', at: 'CLM08' },
      { text: 'CLM*A1*100***11:X:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~', message: 'illegal', at: 'CLM05-2' },
      { text: 'CLM*A1*100***98:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~', message: 'illegal', at: 'CLM05-1' },
      {
        text: 'CLM*A1*100***11:B:1*Y*A*Y*Y~REF*QQ*1~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~',
        message: 'illegal',
        at: 'REF01',
      },
      {
        text: 'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~NM1*QQ*1*DOC*ANN~N3*1 MAIN ST~LX*1~SV1*HC:99213*100*UN*1***1~',
        message: 'illegal',
        at: 'NM101',
      },
      { text: sound({ isa: PARTS.isa.replace('*ZZ*SUB', '*31*SUB') }), message: 'illegal', at: 'ISA05' },
      { text: sound({ isa: PARTS.isa.replace('*00501*', '*00401*') }), message: 'illegal', at: 'ISA12' },
      { text: sound({ isa: PARTS.isa.replace('*0*P*', '*2*P*') }), message: 'illegal', at: 'ISA14' },
      { text: sound({ isa: PARTS.isa.replace('*0*P*', '*0*I*') }), message: 'illegal', at: 'ISA15' },
      { text: sound({ gs: PARTS.gs.replace('GS*HC', 'GS*HI') }), message: 'illegal', at: 'GS01' },
      { text: sound({ gs: PARTS.gs.replace('*X*', '*T*') }), message: 'illegal', at: 'GS07' },
    ],
  },
});
