/** Builds small claim files of invented people. Everything uses `*`, `:`, `^` and `~`; `respell` replaces the separators. */

export interface Separators {
  readonly element: string;
  readonly component: string;
  readonly repetition: string;
  readonly terminator: string;
  /** Text after each terminator, such as a line break. */
  readonly newline: string;
}

/** Writes a text with other separators. They must not occur in its data. */
export function respell(text: string, separators: Partial<Separators>): string {
  const { element = '*', component = ':', repetition = '^', terminator = '~', newline = '' } = separators;
  const to: Record<string, string> = { '*': element, ':': component, '^': repetition, '~': terminator + newline };
  return text.replace(/[*:^~]/g, (separator) => to[separator]!);
}

/** An ISA with a terminator; `elements` replaces single ones by number. */
export function isa(control = '000000001', elements: Readonly<Record<number, string>> = {}): string {
  const sound = ['00', ' '.repeat(10), '00', ' '.repeat(10), 'ZZ', 'SUBMITTER'.padEnd(15), 'ZZ', 'RECEIVER'.padEnd(15)];
  const all = [...sound, '261101', '1200', '^', '00501', control, '0', 'P', ':'];
  return `ISA*${all.map((value, i) => elements[i + 1] ?? value).join('*')}~`;
}

/** A set around segments: ST and SE with the right count. */
export function set(segments: readonly string[], control = '0001', version = '005010X222A1'): string {
  const st = `ST*837*${control}${version && `*${version}`}`;
  return [st, ...segments, `SE*${segments.length + 2}*${control}`].map((segment) => `${segment}~`).join('');
}

/** A group around sets. */
export function group(sets: readonly string[], control = '1', version = '005010X222A1', kind = 'HC'): string {
  return `GS*${kind}*SUBMITTER*RECEIVER*20261101*1200*${control}*X*${version}~${sets.join('')}GE*${sets.length}*${control}~`;
}

/** An interchange around groups. */
export function interchange(groups: readonly string[], control = '000000001'): string {
  return `${isa(control)}${groups.join('')}IEA*${groups.length}*${control}~`;
}

/** Submitter, receiver and billing provider. */
export const HEAD = [
  'BHT*0019*00*BATCH1*20261101*1200*CH',
  'NM1*41*2*SUBMITTER ONE*****46*S12345',
  'PER*IC*HELP DESK*TE*3035550100',
  'NM1*40*2*RECEIVER ONE*****46*R12345',
  'HL*1**20*1',
  'NM1*85*2*ALLERGY CLINIC*****XX*1234567893',
  'N3*1 MAIN ST',
  'N4*DENVER*CO*802021234',
  'REF*EI*841234567',
];

/** A subscriber with his payer. */
export function subscriber(hl: number, member: string, filing = 'CI'): string[] {
  return [
    `HL*${hl}*1*22*0`,
    `SBR*P*18*******${filing}`,
    `NM1*IL*1*TESTER*PAT****MI*${member}`,
    'N3*12 OAK ST',
    'N4*DENVER*CO*80203',
    'DMG*D8*19800101*F',
    'NM1*PR*2*PAYER ONE*****PI*60054',
  ];
}

/** A sound professional claim of Xolair: 300 mg as 60 units of two syringes, and the injection. */
export function claim(id: string, charge = 1350): string[] {
  return [
    `CLM*${id}*${charge}***11:B:1*Y*A*Y*Y`,
    'REF*G1*A12345',
    'HI*ABK:J4550',
    'NM1*82*1*DOC*ANN****XX*1987654328',
    'LX*1',
    `SV1*HC:J2357:JZ*${charge - 50}*UN*60*11**1`,
    'DTP*472*D8*20261005',
    'LIN**N4*50242021501',
    'CTP****2*ML',
    'LX*2',
    'SV1*HC:96372*50*UN*1*11**1',
    'DTP*472*D8*20261005',
  ];
}

/** A sound institutional claim of the same. */
export function institutionalClaim(id: string, charge = 1350): string[] {
  return [
    `CLM*${id}*${charge}***13:A:1**A*Y*Y`,
    'DTP*434*RD8*20261005-20261005',
    'CL1*3*1*01',
    'REF*G1*A12345',
    'HI*ABK:J4550',
    'NM1*71*1*DOC*ANN****XX*1987654328',
    'LX*1',
    `SV2*0636*HC:J2357:JZ*${charge - 50}*UN*60`,
    'DTP*472*D8*20261005',
    'LIN**N4*50242021501',
    'CTP****2*ML',
    'LX*2',
    'SV2*0510*HC:96372*50*UN*1',
    'DTP*472*D8*20261005',
  ];
}

/** A whole file of one set with these claims, each with a subscriber of its own. */
export function file(claims: readonly (readonly string[])[], control = '000000001', institutional = false): string {
  const version = institutional ? '005010X223A2' : '005010X222A1';
  const body = claims.flatMap((segments, i) => [...subscriber(i + 2, `M${String(i + 1).padStart(8, '0')}`), ...segments]);
  return interchange([group([set([...HEAD, ...body], '0001', version)], '1', version)], control);
}
