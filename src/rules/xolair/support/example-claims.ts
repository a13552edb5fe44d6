/** What differs from a sound office claim of a commercial payer for severe asthma. */
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
  /** The REF of the prior authorisation; '' for none. */
  readonly authorisation?: string;
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

function diagnoses(dx: readonly string[]): string {
  return dx.map((code, i) => `${i === 0 ? 'ABK' : 'ABF'}:${code}`).join('*');
}

/** A professional claim around service lines, each from its SV1 on; LX and the total are added. */
export function officeClaim(lines: readonly string[], claim: ExampleClaim = {}): string {
  const { filing, dx = ['J4550'], facility = '11:B:1', id = 'A1', other, authorisation = 'REF*G1*AUTH1~' } = claim;
  const payer = filing === undefined ? '' : `SBR*P*18*******${filing}~`;
  const more = other === undefined ? '' : `${other}~`;
  return `${payer}CLM*${id}*${total(lines)}***${facility}*Y*A*Y*Y~${authorisation}HI*${diagnoses(dx)}~${more}${body(lines)}`;
}

/** An institutional claim around service lines, each from its SV2 on; LX and the total are added. */
export function hospitalClaim(lines: readonly string[], claim: ExampleClaim = {}): string {
  const { filing, dx = ['J4550'], facility = '13:A:1', id = 'A1', other, authorisation = 'REF*G1*AUTH1~' } = claim;
  const payer = filing === undefined ? '' : `SBR*P*18*******${filing}~`;
  const more = other === undefined ? '' : `${other}~`;
  const head = `CLM*${id}*${total(lines)}***${facility}**A*Y*Y~CL1*3*1*01~${authorisation}HI*${diagnoses(dx)}~`;
  return `${payer}${head}NM1*71*1*DOC*ANN****XX*1987654329~${more}${body(lines)}`;
}
