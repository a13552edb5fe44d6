/** Parts of a file without faults that has one small claim, for the examples of rules that judge the envelope. */
const PARTS = {
  isa: 'ISA*00*          *00*          *ZZ*SUBMITTER      *ZZ*RECEIVER       *261101*1200*^*00501*000000905*0*P*:~',
  gs: 'GS*HC*SUBMITTER*RECEIVER*20261101*1200*1*X*005010X222A1~',
  st: 'ST*837*0001*005010X222A1~',
  set:
    'BHT*0019*00*BATCH1*20261101*1200*CH~NM1*41*2*SUBMITTER ONE*****46*S12345~PER*IC*HELP DESK*TE*3035550100~' +
    'NM1*40*2*RECEIVER ONE*****46*R12345~HL*1**20*1~NM1*85*2*ALLERGY CLINIC*****XX*1234567893~N3*1 MAIN ST~' +
    'N4*DENVER*CO*802021234~REF*EI*841234567~HL*2*1*22*0~SBR*P*18*******CI~NM1*IL*1*TESTER*PAT****MI*M00000001~' +
    'N3*12 OAK ST~N4*DENVER*CO*80203~DMG*D8*19800101*F~NM1*PR*2*PAYER ONE*****PI*60054~' +
    'CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~DTP*472*D8*20261005~',
  se: 'SE*23*0001~',
  ge: 'GE*1*1~',
  iea: 'IEA*1*000000905~',
};

/** The file as text, with some parts replaced; an empty part is left out. */
export function sound(changes: Partial<typeof PARTS> = {}): string {
  return Object.values({ ...PARTS, ...changes }).join('');
}

/** The segments of a second set with another claim, to follow those of the first. */
export const OTHER_SET = PARTS.set.replace('CLM*A1*100', 'CLM*A2*150').replace('99213*100', '99214*150');

/** The same file with another ISA13 and another claim. */
export const OTHER_FILE = sound({
  isa: PARTS.isa.replace('000000905', '000000906'),
  set: OTHER_SET,
  iea: 'IEA*1*000000906~',
});

/** The parts themselves, for examples that change one. */
export { PARTS };
