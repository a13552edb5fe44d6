import type { AnyRule } from '../rule.ts';

/** A made-up NPI with a valid check digit. */
const BILLING_NPI = '1234567893';

const PROFESSIONAL = '005010X222A1';
const INSTITUTIONAL = '005010X223A2';

const idOf = (segment: string) => segment.slice(0, segment.search(/[*~]|$/));

/** Whether an example is institutional: it has SV2 lines, or it has no lines and its rule judges only institutional claims. */
function isInstitutional(text: string, rule?: Pick<AnyRule, 'types'>): boolean {
  if (/(^|~)SV2\*/.test(text)) return true;
  if (/(^|~)SV1\*/.test(text)) return false;
  return rule?.types?.length === 1 && rule.types[0] === '837I';
}

/** Builds the whole file from an example; see `Example`. `rule` decides which guide an example without service lines follows. */
export function completeExample(example: string, rule?: Pick<AnyRule, 'types'>): string {
  const text = example.replace(/~\s+/g, '~').trim();
  const first = idOf(text);
  if (!['ST', 'HL', 'SBR', 'CLM'].includes(first)) return text;
  const institutional = isInstitutional(text, rule);
  const guide = institutional ? INSTITUTIONAL : PROFESSIONAL;
  const segments = text.split('~').filter(Boolean);
  const head = [
    `ST*837*0001*${guide}`,
    'BHT*0019*00*BATCH1*20261101*1200*CH',
    'NM1*41*2*SUBMITTER ONE*****46*S12345',
    'PER*IC*HELP DESK*TE*3035550100',
    'NM1*40*2*RECEIVER ONE*****46*R12345',
    'HL*1**20*1',
    `NM1*85*2*ALLERGY CLINIC*****XX*${BILLING_NPI}`,
    'N3*1 MAIN ST',
    'N4*DENVER*CO*802021234',
    'REF*EI*841234567',
  ];
  const subscriber = [
    'NM1*IL*1*TESTER*PAT****MI*M00000001',
    'N3*12 OAK ST',
    'N4*DENVER*CO*80203',
    'DMG*D8*19800101*F',
    'NM1*PR*2*PAYER ONE*****PI*60054',
  ];
  const before: string[] = [];
  // An example with its own billing provider begins with HL*1, so the default one is left out.
  if (first !== 'ST') before.push(...(text.startsWith('HL*1*') ? head.slice(0, head.indexOf('HL*1**20*1')) : head));
  if (first === 'SBR' || first === 'CLM') before.push(`HL*2*1*22*${/(^|~)HL\*3\*2\*23/.test(text) ? 1 : 0}`);
  if (first === 'CLM') before.push('SBR*P*18*******CI', ...subscriber);
  else if (first === 'SBR' && !segments.some((segment) => segment.startsWith('NM1*IL'))) segments.splice(1, 0, ...subscriber);
  const dates = dated([...before, ...segments], institutional);
  const all = institutional ? attended(admitted(dates)) : dates;
  const tail = all.some((segment) => idOf(segment) === 'SE') ? [] : [`SE*${all.length + 1}*0001`];
  const isa = 'ISA*00*          *00*          *ZZ*SUBMITTER      *ZZ*RECEIVER       *261101*1200*^*00501*000000001*0*P*:';
  const gs = `GS*HC*SUBMITTER*RECEIVER*20261101*1200*1*X*${guide}`;
  return `${[isa, gs, ...all, ...tail, 'GE*1*1', 'IEA*1*000000001'].join('~')}~`;
}

/** Adds a date of service after each SV1 or SV2, if no line has one. */
function dated(segments: readonly string[], institutional: boolean): string[] {
  if (segments.some((segment) => /^DTP\*(472|434)/.test(segment))) return [...segments];
  return segments.flatMap((segment) => {
    if (/^SV[12]\*/.test(segment)) return [segment, 'DTP*472*D8*20261005'];
    if (institutional && segment.startsWith('CLM*')) return [segment, 'DTP*434*RD8*20261005-20261005'];
    return [segment];
  });
}

/** Adds the CL1 that an institutional claim needs after its dates, if there is no CL1. */
function admitted(segments: readonly string[]): string[] {
  if (segments.some((segment) => segment.startsWith('CL1*'))) return [...segments];
  let open = false;
  return segments.flatMap((segment) => {
    const here = open && !segment.startsWith('DTP*');
    open = segment.startsWith('CLM*') || (open && !here);
    return here ? ['CL1*3*1*01', segment] : [segment];
  });
}

/** Adds the attending provider that an institutional claim needs before its other providers, payers and lines, if it names none. */
function attended(segments: readonly string[]): string[] {
  if (segments.some((segment) => segment.startsWith('NM1*71*'))) return [...segments];
  let open = false;
  return segments.flatMap((segment) => {
    const here = open && /^(NM1|SBR|LX|SV2)\*/.test(segment);
    open = segment.startsWith('CLM*') || (open && !here);
    return here ? ['NM1*71*1*TESTER*ATTENDING****XX*1987654328', segment] : [segment];
  });
}
