import { PARTS, sound } from '../examples/file.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'x12/element-type',
  severity: 'error',
  docs: {
    what: 'Numbers are numbers, amounts have at most two decimals, dates and times exist and match their format qualifier.',
    why: 'Receivers refuse a value of the wrong type.',
    fix: 'Correct the value or its format qualifier.',
    source: '005010X222A1 and 005010X223A2, with appendix C for ISA, GS, GE and IEA; ASC X12.5 and X12.6',
  },
  ack: { segment: '8', element: '6' },
  messages: {
    whole: '{element} ({name}) is not a whole number',
    decimal: '{element} ({name}) is not a decimal number: only digits, one decimal point and a leading minus are allowed',
    amount:
      '{element} ({name}) is not an amount: only digits, one decimal point, at most two decimals and a leading minus are allowed',
    date: {
      text: '{element} ({name}) is not written as CCYYMMDD, or is a date that does not exist',
      ack: { segment: '8', element: '8' },
    },
    time: {
      text: '{element} ({name}) is not a time written as HHMM or HHMMSS, with or without decimals',
      ack: { segment: '8', element: '9' },
    },
    period: {
      text: '{element} ({name}) does not match its format, or is a date or time that does not exist: {format}',
      ack: { segment: '8', element: '8' },
    },
  },
  words: ['element', 'name', 'format'],
  examples: {
    good: [
      'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~',
      'CLM*A1*100.00***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100.00*UN*1***1~',
      'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*01~SV1*HC:99213*100*UN*1***1~',
    ],
    bad: [
      { text: 'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*A~SV1*HC:99213*100*UN*1***1~', message: 'whole', at: 'LX01' },
      { text: 'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1,5***1~', message: 'decimal', at: 'SV104' },
      {
        text: 'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~DTP*472*D8*20260230~',
        message: 'period',
        at: 'DTP03',
      },
      {
        text: 'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~DTP*472*RD8*20261005~',
        message: 'period',
        at: 'DTP03',
      },
      {
        text: 'CLM*A1*100***11:B:1*Y*A*Y*Y~AMT*F5*1.234~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~',
        message: 'amount',
        at: 'AMT02',
      },
      { text: sound({ isa: PARTS.isa.replace('*261101*', '*261301*') }), message: 'period', at: 'ISA09' },
      { text: sound({ isa: PARTS.isa.replace('*1200*', '*2500*') }), message: 'period', at: 'ISA10' },
      {
        text: sound({ isa: PARTS.isa.replace('000000905', 'A00000905'), iea: 'IEA*1*A00000905~' }),
        message: 'whole',
        at: 'ISA13',
      },
      { text: sound({ gs: PARTS.gs.replace('20261101', '20261131') }), message: 'date', at: 'GS04' },
      { text: sound({ gs: PARTS.gs.replace('*1200*', '*1260*') }), message: 'time', at: 'GS05' },
      { text: sound({ gs: PARTS.gs.replace('*1*X', '*A1*X'), ge: 'GE*1*A1~' }), message: 'whole', at: 'GS06' },
    ],
  },
});
