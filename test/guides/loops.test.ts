import { describe, expect, test } from 'vitest';
import { file, group, HEAD, interchange, set } from '../support/edi.ts';
import { readAll } from '../support/probe.ts';

/** Segments of the only claim, each with the loop that it was put in. */
async function loops(segments: readonly string[], institutional = false): Promise<string[]> {
  const { claims, faults } = await readAll(file([segments], '000000001', institutional));
  expect(faults).toEqual([]);
  expect(claims).toHaveLength(1);
  return claims[0]!.segments.map((segment) => `${segment.loop} ${segment.id} ${segment.elements[0] ?? ''}`.trim());
}

describe('a professional claim', () => {
  test('parties of the claim, of other payers and of lines are told apart', async () => {
    const found = await loops([
      'CLM*A1*20***11:B:1*Y*A*Y*Y',
      'REF*G1*1',
      'HI*ABK:J4550',
      'NM1*DN*1*A',
      'REF*G2*2',
      'NM1*P3*1*A',
      'NM1*82*1*B',
      'PRV*PE*PXC*207K00000X',
      'NM1*77*2*C',
      'N3*1 MAIN',
      'NM1*DQ*1*D',
      'NM1*PW*2',
      'NM1*45*2',
      'SBR*S*18*******MC',
      'NM1*IL*1*E',
      'NM1*PR*2*F',
      'NM1*82*1',
      'NM1*85*2',
      'SBR*T*18*******MB',
      'NM1*IL*1*E',
      'NM1*PR*2*F',
      'NM1*DN*1',
      'LX*1',
      'SV1*HC:99213*10*UN*1***1',
      'REF*6R*L1',
      'NM1*82*1*B',
      'REF*G2*3',
      'NM1*DK*1',
      'NM1*DN*1',
      'SVD*60054*5*HC:99213**1',
      'CAS*CO*45*5',
      'LQ*UT*01.02',
      'FRM*1*Y',
      'LX*2',
      'SV1*HC:J2357*10*UN*1***1',
      'REF*G1*2',
      'LIN**N4*50242021501',
      'CTP****2*ML',
      'REF*XZ*RX',
      'NM1*77*2',
    ]);
    expect(found).toEqual([
      '2300 CLM A1',
      '2300 REF G1',
      '2300 HI ABK:J4550',
      '2310A NM1 DN',
      '2310A REF G2',
      '2310A NM1 P3',
      '2310B NM1 82',
      '2310B PRV PE',
      '2310C NM1 77',
      '2310C N3 1 MAIN',
      '2310D NM1 DQ',
      '2310E NM1 PW',
      '2310F NM1 45',
      '2320 SBR S',
      '2330A NM1 IL',
      '2330B NM1 PR',
      '2330D NM1 82',
      '2330G NM1 85',
      '2320 SBR T',
      '2330A NM1 IL',
      '2330B NM1 PR',
      '2330C NM1 DN',
      '2400 LX 1',
      '2400 SV1 HC:99213',
      '2400 REF 6R',
      '2420A NM1 82',
      '2420A REF G2',
      '2420E NM1 DK',
      '2420F NM1 DN',
      '2430 SVD 60054',
      '2430 CAS CO',
      '2440 LQ UT',
      '2440 FRM 1',
      '2400 LX 2',
      '2400 SV1 HC:J2357',
      '2400 REF G1',
      '2410 LIN',
      '2410 CTP',
      '2410 REF XZ',
      '2420C NM1 77',
    ]);
  });

  test('a party that the guide does not know is in no loop, and hides none behind it', async () => {
    const found = await loops(['CLM*A1*20***11:B:1', 'NM1*XX*1*A', 'REF*G2*1', 'NM1*82*1*B', 'LX*1', 'SV1*HC:99213*20*UN*1***1']);
    expect(found).toEqual(['2300 CLM A1', 'NM1 XX', 'REF G2', '2310B NM1 82', '2400 LX 1', '2400 SV1 HC:99213']);
  });
});

describe('an institutional claim', () => {
  test('the same qualifiers open other loops', async () => {
    const found = await loops(
      [
        'CLM*A1*20***13:A:1**A*Y*Y',
        'DTP*434*RD8*20261005-20261005',
        'HI*ABK:J4550',
        'NM1*71*1',
        'NM1*72*1',
        'NM1*ZZ*1',
        'NM1*82*1',
        'NM1*77*2',
        'NM1*DN*1',
        'SBR*S*18*******MC',
        'NM1*IL*1',
        'NM1*PR*2',
        'NM1*71*1',
        'NM1*82*1',
        'LX*1',
        'SV2*0636*HC:J2357*20*UN*60',
        'NM1*72*1',
        'NM1*ZZ*1',
        'NM1*82*1',
        'NM1*DN*1',
        'SVD*60054*5*HC:99213**1',
      ],
      true,
    );
    expect(found.filter((line) => / (NM1|SBR|LX|SV\w) /.test(line))).toEqual([
      '2310A NM1 71',
      '2310B NM1 72',
      '2310C NM1 ZZ',
      '2310D NM1 82',
      '2310E NM1 77',
      '2310F NM1 DN',
      '2320 SBR S',
      '2330A NM1 IL',
      '2330B NM1 PR',
      '2330C NM1 71',
      '2330G NM1 82',
      '2400 LX 1',
      '2400 SV2 0636',
      '2420A NM1 72',
      '2420B NM1 ZZ',
      '2420C NM1 82',
      '2420D NM1 DN',
      '2430 SVD 60054',
    ]);
  });
});

describe.each([
  ['005010X222A1', 'SV1*HC:99213*20*UN*1***1'],
  ['005010X223A2', 'SV2*0510*HC:99213*20*UN*1'],
])('the parents of a claim, %s', (version, line) => {
  const clm = (id: string) => [`CLM*${id}*20***11:B:1`, 'HI*ABK:J4550', 'LX*1', line];
  const body = [
    ...HEAD,
    'NM1*87*2',
    'N3*PO BOX 1',
    'HL*2*1*22*1',
    'SBR*P********CI',
    'NM1*IL*1*A*B****MI*SUB1',
    'DMG*D8*19700101*M',
    'REF*SY*123456789',
    'NM1*PR*2*PAYER*****PI*60054',
    'REF*2U*1',
    'HL*3*2*23*0',
    'PAT*19',
    'NM1*QC*1*C*D',
    'DMG*D8*20150101*F',
    ...clm('A1'),
    'SBR*S*18*******MC',
    'NM1*IL*1*X*Y****MI*OTHER',
    'NM1*PR*2*OTHER*****PI*OTHERP',
    'HL*4*2*23*0',
    'PAT*19',
    'NM1*QC*1*E*F',
    'DMG*D8*20160202*F',
    ...clm('A2'),
    ...clm('A3'),
    'HL*5*1*22*0',
    'SBR*P*18*******MB',
    'NM1*IL*1*G*H****MI*SUB2',
    'DMG*D8*19600303*M',
    'NM1*PR*2*PAYER*****PI*60055',
    ...clm('A4'),
    'HL*6**20*1',
    'NM1*85*2*OTHER CLINIC*****XX*1987654328',
    'HL*7*6*22*0',
    'SBR*P*18*******MC',
    'NM1*IL*1*I*J****MI*SUB3',
    'NM1*PR*2*PAYER*****PI*60056',
    ...clm('A5'),
  ];

  test('are its own and nobody else’s', async () => {
    const { claims } = await readAll(interchange([group([set(body, '0001', version)], '1', version)]));
    expect(claims.map((c) => [c.id, c.billingNpi, c.memberId, c.birthDate, c.payerId, c.payerClass])).toEqual([
      ['A1', '1234567893', 'SUB1', 20150101, '60054', 'commercial'],
      ['A2', '1234567893', 'SUB1', 20160202, '60054', 'commercial'],
      ['A3', '1234567893', 'SUB1', 20160202, '60054', 'commercial'],
      ['A4', '1234567893', 'SUB2', 19600303, '60055', 'medicare'],
      ['A5', '1987654328', 'SUB3', undefined, '60056', 'medicaid'],
    ]);
  });

  test('stand in the loops of the guide', async () => {
    const { claims } = await readAll(interchange([group([set(body, '0001', version)], '1', version)]));
    expect(claims[0]!.parents.map((segment) => `${segment.loop} ${segment.id} ${segment.elements[0] ?? ''}`.trim())).toEqual([
      'ST 837',
      'BHT 0019',
      '1000A NM1 41',
      '1000A PER IC',
      '1000B NM1 40',
      '2000A HL 1',
      '2010AA NM1 85',
      '2010AA N3 1 MAIN ST',
      '2010AA N4 DENVER',
      '2010AA REF EI',
      '2010AB NM1 87',
      '2010AB N3 PO BOX 1',
      '2000B HL 2',
      '2000B SBR P',
      '2010BA NM1 IL',
      '2010BA DMG D8',
      '2010BA REF SY',
      '2010BB NM1 PR',
      '2010BB REF 2U',
      '2000C HL 3',
      '2000C PAT 19',
      '2010CA NM1 QC',
      '2010CA DMG D8',
    ]);
    // A claim of the subscriber himself has no 2000C.
    expect(claims[3]!.parents.some((segment) => segment.loop === '2000C')).toBe(false);
  });
});
