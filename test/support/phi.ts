/**
 * Files in which every element that identifies a patient or an account holds an improbable value. The program must not print
 * such a value unless an option requests it.
 */

/** Part of every planted text. */
export const MARK = 'QXZV';
/** CLM01 of the files. */
export const CLAIM_ID = `${MARK}PCN`;

/** Matches every planted value, in every notation. */
export const PLANTED: readonly RegExp[] = [
  new RegExp(MARK, 'i'),
  // Birth date.
  /1943-?02-?17|02\/17\/1943|17\.0?2\.1943/,
  // Date of service and the other dates of the claim.
  /2026-?09-?1[5-9]|09\/1[5-9]\/2026/,
  // SSN, postal code, telephone.
  /900-?73-?9127/,
  /802997391|3039997391/,
];

const PATIENT = (entity: string, id: string) => [
  `NM1*${entity}*1*${MARK}LAST*${MARK}FIRST*${MARK}MID**${MARK}SFX*MI*${MARK}${id}`,
  `N3*${MARK} STREET 1*${MARK} APT`,
  `N4*${MARK}CITY*CO*802997391`,
  'DMG*D8*19430217*F',
  'REF*SY*900739127',
  `REF*Y4*${MARK}PROP`,
  `PER*IC*${MARK} CONTACT*TE*3039997391`,
];

const REFS = ['F8', 'D9', 'G1', '9F', 'EA', 'P4', '4N', '9A', '9C', 'LX', 'X4'].map((kind) => `REF*${kind}*${MARK}${kind}`);

/** Segments of one transaction set from ST to SE, without the two. */
export function plantedSegments(institutional: boolean): string[] {
  const line = (number: number, code: string, units: number, tail: string) => [
    `LX*${number}`,
    institutional
      ? `SV2*${code === 'J2357' ? '0636' : '0510'}*HC:${code}:::::${MARK} TEXT*100*UN*${units}`
      : `SV1*HC:${code}:::::${MARK} TEXT*100*UN*${units}***1`,
    'DTP*472*D8*20260915',
    `REF*6R*${MARK}LINE`,
    `REF*G1*${MARK}LINEAUTH`,
    `NTE*ADD*${MARK} LINE NOTE`,
    `K3*${MARK} LINE FIXED`,
    ...(tail ? [tail, 'CTP****2*ML', `REF*XZ*${MARK}RX`] : []),
  ];
  return [
    `BHT*0019*00*${MARK}BATCH*20261101*1200*CH`,
    'NM1*41*2*SUBMITTER ONE*****46*S12345',
    'PER*IC*HELP DESK*TE*3035550100',
    'NM1*40*2*RECEIVER ONE*****46*R12345',
    'HL*1**20*1',
    'NM1*85*2*ALLERGY CLINIC*****XX*1234567893',
    'N3*1 MAIN ST',
    'N4*DENVER*CO*802021234',
    'REF*EI*841234567',
    'HL*2*1*22*1',
    `SBR*P**${MARK}GROUP*${MARK} GROUP NAME*****CI`,
    ...PATIENT('IL', 'MEMBER'),
    'NM1*PR*2*PAYER ONE*****PI*60054',
    'HL*3*2*23*0',
    `PAT*19****D8*20260918`,
    ...PATIENT('QC', 'PATIENT'),
    institutional ? `CLM*${CLAIM_ID}*150***13:A:1**A*Y*Y` : `CLM*${CLAIM_ID}*150***11:B:1*Y*A*Y*Y`,
    ...(institutional ? ['DTP*434*RD8*20260915-20260917', 'CL1*3*1*01'] : ['DTP*431*D8*20260916']),
    `PWK*OZ*EL***AC*${MARK}ATTACH`,
    ...REFS,
    `K3*${MARK} FIXED`,
    `NTE*ADD*${MARK} NOTE`,
    'HI*ABK:J4550',
    `NM1*${institutional ? '71' : '82'}*1*DOC*ANN****XX*1987654329`,
    `SBR*S*18*${MARK}GROUPTWO*${MARK} GROUP TWO*****MC`,
    'OI***Y***Y',
    ...PATIENT('IL', 'OTHER').filter((segment) => !/^(DMG|PER)/.test(segment)),
    'NM1*PR*2*PAYER TWO*****PI*77777',
    `REF*F8*${MARK}OTHERF8`,
    ...line(1, 'J2357', 60, 'LIN**N4*50242022701'),
    ...line(2, '96372', 1, ''),
  ];
}

/** A whole file around the segments of a set. */
export function plantedFile(segments: readonly string[], institutional: boolean): string {
  const guide = institutional ? '005010X223A2' : '005010X222A1';
  return [
    'ISA*00*          *00*          *ZZ*SUBMITTER      *ZZ*RECEIVER       *261101*1200*^*00501*000000001*0*P*:',
    `GS*HC*SUBMITTER*RECEIVER*20261101*1200*1*X*${guide}`,
    `ST*837*0001*${guide}`,
    ...segments,
    `SE*${segments.length + 2}*0001`,
    'GE*1*1',
    'IEA*1*000000001',
    '',
  ].join('~');
}
