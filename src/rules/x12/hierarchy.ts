import { PARTS, sound } from '../examples/file.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'x12/hierarchy',
  severity: 'error',
  docs: {
    what: 'The HL segments are numbered from 1, name their parent, and show correctly whether a level is below them; SBR02 is 18, or a patient level follows.',
    why: 'The hierarchy shows whose claim it is. If it is wrong, the claim goes to the wrong person, or the set is refused.',
    fix: 'Correct the HL segment or SBR02, or add the missing level.',
    source: '005010X222A1 and 005010X223A2, loops 2000A, 2000B and 2000C, HL01 to HL04, SBR02',
  },
  ack: { segment: '8', element: '7' },
  messages: {
    number: { text: 'HL01 should be {expected}: the levels of a set are numbered from 1', mended: true },
    skipped: {
      text: 'HL01 should be {expected}, but is higher: a level before this one may be lost',
      fix: 'If no level is missing, correct HL01; if one is, export the file again.',
      acts: 'set',
      loss: true,
    },
    parent: { text: 'HL02 of this {level} level should repeat the HL01 of its {parent}, {expected}', mended: true },
    orphan: 'This {level} level has no {parent} level before it',
    child: { text: 'HL04 of this {level} level is 0 (no level below it), but {child} follows', mended: true },
    childless: { text: 'HL04 of this {level} level is 1 (another level below it), but {child} follows', mended: true },
    lost: 'HL04 is 1 and SBR02 is empty (the patient is not the subscriber), but there is no patient level (2000C)',
    claim: 'This claim is not under a subscriber level (HL with HL03 22)',
    both: 'SBR02 is 18 (the subscriber is the patient), but a patient level (2000C) follows',
    none: 'SBR02 is empty (the patient is not the subscriber), but the claim is under the subscriber: there is no patient level (2000C)',
  },
  words: ['expected', 'level', 'parent', 'child'],
  examples: {
    good: [
      'HL*1**20*1~NM1*85*2*ALLERGY CLINIC*****XX*1234567893~N3*1 MAIN ST~N4*DENVER*CO*802021234~REF*EI*841234567~HL*2*1*22*0~SBR*P*18*******CI~NM1*IL*1*TESTER*PAT****MI*M00000001~N3*12 OAK ST~N4*DENVER*CO*80203~DMG*D8*19800101*F~NM1*PR*2*PAYER ONE*****PI*60054~CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~DTP*472*D8*20261005~',
      'HL*1**20*1~NM1*85*2*ALLERGY CLINIC*****XX*1234567893~N3*1 MAIN ST~N4*DENVER*CO*802021234~REF*EI*841234567~HL*2*1*22*1~SBR*P********CI~NM1*IL*1*TESTER*PAT****MI*M00000001~NM1*PR*2*PAYER ONE*****PI*60054~HL*3*2*23*0~PAT*19~NM1*QC*1*TESTER*KID~N3*12 OAK ST~N4*DENVER*CO*80203~DMG*D8*20150301*M~CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~DTP*472*D8*20261005~',
      'HL*1**20*1~NM1*85*2*ALLERGY CLINIC*****XX*1234567893~N3*1 MAIN ST~N4*DENVER*CO*802021234~REF*EI*841234567~HL*2*1*22*1~SBR*P********CI~NM1*IL*1*TESTER*PAT****MI*M00000001~NM1*PR*2*PAYER ONE*****PI*60054~HL*3*2*23*0~PAT*19~NM1*QC*1*TESTER*KID~N3*12 OAK ST~N4*DENVER*CO*80203~DMG*D8*20150301*M~CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~DTP*472*D8*20261005~HL*4*1*22*0~SBR*P*18*******CI~NM1*IL*1*TESTER*PAT****MI*M00000001~N3*12 OAK ST~N4*DENVER*CO*80203~DMG*D8*19800101*F~NM1*PR*2*PAYER ONE*****PI*60054~CLM*A2*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99214*100*UN*1***1~DTP*472*D8*20261005~',
    ],
    bad: [
      {
        text: 'HL*1**20*1~NM1*85*2*ALLERGY CLINIC*****XX*1234567893~N3*1 MAIN ST~N4*DENVER*CO*802021234~REF*EI*841234567~HL*1*1*22*0~SBR*P*18*******CI~NM1*IL*1*TESTER*PAT****MI*M00000001~N3*12 OAK ST~N4*DENVER*CO*80203~DMG*D8*19800101*F~NM1*PR*2*PAYER ONE*****PI*60054~CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~DTP*472*D8*20261005~',
        message: 'number',
        at: 'HL01',
      },
      {
        text: 'HL*1**20*1~NM1*85*2*ALLERGY CLINIC*****XX*1234567893~N3*1 MAIN ST~N4*DENVER*CO*802021234~REF*EI*841234567~HL*3*1*22*0~SBR*P*18*******CI~NM1*IL*1*TESTER*PAT****MI*M00000001~N3*12 OAK ST~N4*DENVER*CO*80203~DMG*D8*19800101*F~NM1*PR*2*PAYER ONE*****PI*60054~CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~DTP*472*D8*20261005~',
        message: 'skipped',
        at: 'HL01',
      },
      {
        text: 'HL*1**20*1~NM1*85*2*ALLERGY CLINIC*****XX*1234567893~N3*1 MAIN ST~N4*DENVER*CO*802021234~REF*EI*841234567~HL*2*2*22*0~SBR*P*18*******CI~NM1*IL*1*TESTER*PAT****MI*M00000001~N3*12 OAK ST~N4*DENVER*CO*80203~DMG*D8*19800101*F~NM1*PR*2*PAYER ONE*****PI*60054~CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~DTP*472*D8*20261005~',
        message: 'parent',
        at: 'HL02',
      },
      {
        text: 'HL*1**20*1~NM1*85*2*ALLERGY CLINIC*****XX*1234567893~N3*1 MAIN ST~N4*DENVER*CO*802021234~REF*EI*841234567~HL*2*1*22*1~SBR*P*18*******CI~NM1*IL*1*TESTER*PAT****MI*M00000001~N3*12 OAK ST~N4*DENVER*CO*80203~DMG*D8*19800101*F~NM1*PR*2*PAYER ONE*****PI*60054~CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~DTP*472*D8*20261005~',
        message: 'childless',
        at: 'HL04',
      },
      {
        text: 'HL*1**20*1~NM1*85*2*ALLERGY CLINIC*****XX*1234567893~N3*1 MAIN ST~N4*DENVER*CO*802021234~REF*EI*841234567~HL*2*1*22*0~SBR*P********CI~NM1*IL*1*TESTER*PAT****MI*M00000001~NM1*PR*2*PAYER ONE*****PI*60054~HL*3*2*23*0~PAT*19~NM1*QC*1*TESTER*KID~N3*12 OAK ST~N4*DENVER*CO*80203~DMG*D8*20150301*M~CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~DTP*472*D8*20261005~',
        message: 'child',
        at: 'HL04',
      },
      {
        text: 'HL*1**20*1~NM1*85*2*ALLERGY CLINIC*****XX*1234567893~N3*1 MAIN ST~N4*DENVER*CO*802021234~REF*EI*841234567~HL*2*1*22*1~SBR*P********CI~NM1*IL*1*TESTER*PAT****MI*M00000001~NM1*PR*2*PAYER ONE*****PI*60054~HL*3*1*23*0~PAT*19~NM1*QC*1*TESTER*KID~N3*12 OAK ST~N4*DENVER*CO*80203~DMG*D8*20150301*M~CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~DTP*472*D8*20261005~',
        message: 'parent',
        at: 'HL02',
      },
      {
        text: 'HL*1**20*1~NM1*85*2*ALLERGY CLINIC*****XX*1234567893~N3*1 MAIN ST~N4*DENVER*CO*802021234~REF*EI*841234567~HL*2*1*22*1~SBR*P*18*******CI~NM1*IL*1*TESTER*PAT****MI*M00000001~N3*12 OAK ST~N4*DENVER*CO*80203~DMG*D8*19800101*F~NM1*PR*2*PAYER ONE*****PI*60054~HL*3*2*23*0~PAT*19~NM1*QC*1*TESTER*KID~N3*12 OAK ST~N4*DENVER*CO*80203~DMG*D8*20150301*M~CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~DTP*472*D8*20261005~',
        message: 'both',
        at: 'SBR02',
      },
      {
        text: 'HL*1**20*1~NM1*85*2*ALLERGY CLINIC*****XX*1234567893~N3*1 MAIN ST~N4*DENVER*CO*802021234~REF*EI*841234567~HL*2*1*22*1~SBR*P********CI~NM1*IL*1*TESTER*PAT****MI*M00000001~NM1*PR*2*PAYER ONE*****PI*60054~CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~DTP*472*D8*20261005~',
        message: 'lost',
        at: 'HL04',
      },
      {
        text: 'HL*1**20*1~NM1*85*2*ALLERGY CLINIC*****XX*1234567893~N3*1 MAIN ST~N4*DENVER*CO*802021234~REF*EI*841234567~HL*2*1*22*0~SBR*P********CI~NM1*IL*1*TESTER*PAT****MI*M00000001~NM1*PR*2*PAYER ONE*****PI*60054~CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~DTP*472*D8*20261005~',
        message: 'none',
        at: 'SBR02',
      },
      {
        text: sound({ set: PARTS.set.replace(/HL\*1.*HL\*2\*1/, 'HL*1*1'), se: 'SE*18*0001~' }),
        message: 'orphan',
        at: 'HL',
      },
      { text: sound({ set: PARTS.set.replace(/HL\*1.*(?=CLM)/, ''), se: 'SE*11*0001~' }), message: 'claim', at: 'CLM' },
    ],
  },
});
