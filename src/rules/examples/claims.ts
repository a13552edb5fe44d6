/** The subscriber of a claim that another payer has judged before: begins with its SBR. */
export function subscriber(sbr = 'SBR*S*18*******CI~'): string {
  return `${sbr}NM1*IL*1*TESTER*PAT****MI*M00000001~N3*12 OAK ST~N4*DENVER*CO*80203~DMG*D8*19800101*F~NM1*PR*2*PAYER ONE*****PI*60054~`;
}

/** What differs from the default: an office claim without faults to a commercial payer, for severe asthma. */
export interface ExampleClaim {
  /** SBR09 of the payer. */
  readonly filing?: string;
  /** Diagnoses, the principal one first. */
  readonly dx?: readonly string[];
  /** CLM05. */
  readonly facility?: string;
  /** CLM01. */
  readonly id?: string;
  /** Segments of loop 2320, without the last terminator. */
  readonly other?: string;
  /** The REF of the prior authorization; '' for none. */
  readonly authorization?: string;
  /** Birth date of the patient, yyyymmdd. */
  readonly born?: string;
}

/** 300 mg of Xolair without waste, professional. */
export const XOLAIR = 'SV1*HC:J2357:JZ*2500*UN*60***1~LIN**N4*50242022701~CTP****2*ML';

/** The same from a hospital. */
export const HOSPITAL_XOLAIR = 'SV2*0636*HC:J2357:JZ*2500*UN*60~LIN**N4*50242022701~CTP****2*ML';

/** Vitamin B12, another injectable drug. */
export const OTHER_DRUG = 'SV1*HC:J3420*20*UN*1***1';

/** An injection of Xolair, 96372, professional. */
export const INJECTION = 'SV1*HC:96372*60*UN*1***1';

/** The same in a hospital's clinic. */
export const CLINIC_INJECTION = 'SV2*0510*HC:96372*60*UN*1';

const chargeOf = (line: string) => Number(line.split('~')[0]!.split('*')[line.startsWith('SV2') ? 3 : 2]);

function body(lines: readonly string[]): string {
  return `${lines.map((line, i) => `LX*${i + 1}~${line}`).join('~')}~`;
}

function total(lines: readonly string[]): number {
  return Math.round(lines.reduce((sum, line) => sum + chargeOf(line), 0) * 100) / 100;
}

/** The codes of one HI, each with its qualifier. */
function codes(qualifier: string, list: readonly string[]): string {
  return list.map((code) => `*${qualifier}:${code}`).join('');
}

/** The subscriber and payer, if they differ from the defaults that every example gets; else ''. */
function payerOf({ filing = 'CI', born }: ExampleClaim): string {
  if (born !== undefined) {
    const patient = `NM1*IL*1*TESTER*PAT****MI*M00000001~N3*12 OAK ST~N4*DENVER*CO*80203~DMG*D8*${born}*F~`;
    return `SBR*P*18*******${filing}~${patient}NM1*PR*2*PAYER ONE*****PI*60054~`;
  }
  return filing === 'CI' ? '' : `SBR*P*18*******${filing}~`;
}

/** A service line with its own date of service. All other lines of the claim then need one too. */
export function on(date: string, line: string): string {
  const [service, ...rest] = line.split('~');
  return [service, `DTP*472*D8*${date}`, ...rest].join('~');
}

/** A professional claim with these service lines, each beginning with its SV1; LX and the total are added. */
export function officeClaim(lines: readonly string[], claim: ExampleClaim = {}): string {
  const { dx = ['J4550'], facility = '11:B:1', id = 'A1', other, authorization = 'REF*G1*AUTH1~' } = claim;
  const more = other === undefined ? '' : `${other}~`;
  return `${payerOf(claim)}CLM*${id}*${total(lines)}***${facility}*Y*A*Y*Y~${authorization}HI${codes('ABK', dx.slice(0, 1))}${codes('ABF', dx.slice(1))}~${more}${body(lines)}`;
}

/** An institutional claim with these service lines, each beginning with its SV2; LX and the total are added. */
export function hospitalClaim(lines: readonly string[], claim: ExampleClaim = {}): string {
  const { dx = ['J4550'], facility = '13:A:1', id = 'A1', other, authorization = 'REF*G1*AUTH1~' } = claim;
  const more = other === undefined ? '' : `${other}~`;
  // In an institutional claim the other diagnoses are in a second HI.
  const others = dx.length > 1 ? `HI${codes('ABF', dx.slice(1))}~` : '';
  // Inpatient claims need a day of admission.
  const admission = /^(11|18|21):/.test(facility) ? 'DTP*435*D8*20261005~' : '';
  const head = `CLM*${id}*${total(lines)}***${facility}**A*Y*Y~${admission}CL1*3*1*01~${authorization}HI${codes('ABK', dx.slice(0, 1))}~`;
  return `${payerOf(claim)}${head}${others}NM1*71*1*DOC*ANN****XX*1987654328~${more}${body(lines)}`;
}
