import { packId } from '../x12/segments.ts';

/**
 * The segments of the 837 (ASC X12 005010): syntax notes, and each element with its short name, type and lengths. They are the same
 * wherever the segment is used, in both guides; what a guide demands at a place is in professional.ts and institutional.ts. notation.ts
 * explains how a row is read. (Note N of N4: an address without a country is in the United States.)
 */
export const ELEMENTS = `
ST  [] 01 set:ID3, 02 control number:AN4-9, 03 version:AN1-35
BHT [] 01 structure:ID4, 02 purpose:ID2, 03 batch reference:AN1-50, 04 creation date:DT8, 05 creation time:TM4-8, 06 claim or encounter:ID2
NM1 [P0809 C1110 C1203] 01 role:ID2-3, 02 person or organization:ID1, 03 last or organization name:AN1-60, 04 first name:AN1-35, 05 middle name:AN1-25, 06 -:AN1-10, 07 name suffix:AN1-10, 08 id qualifier:ID1-2, 09 id:AN2-80, 10 -:ID2, 11 -:ID2-3, 12 -:AN1-60
PER [P0304 P0506 P0708] 01 function:ID2, 02 contact name:AN1-60, 03 number qualifier:ID2, 04 number:AN1-256, 05 number qualifier:ID2, 06 number:AN1-256, 07 number qualifier:ID2, 08 number:AN1-256, 09 -:AN1-20
HL  [] 01 level number:AN1-12, 02 parent level:AN1-12, 03 level code:ID1-2, 04 child flag:ID1
PRV [P0203] 01 provider role:ID1-3, 02 taxonomy qualifier:ID2-3, 03 taxonomy code:AN1-50, 04 -:ID2, 05 -(01 -:ID2), 06 -:ID3
CUR [C0807 C0907 L101112 C1110 C1210 L131415 C1413 C1513 L161718 C1716 C1816 L192021 C2019 C2119] 01 role:ID2-3, 02 currency:ID3, 03 -:R4-10, 04 -:ID2-3, 05-07 -:ID3, 08 -:DT8, 09 -:TM4-8, 10 -:ID3, 11 -:DT8, 12 -:TM4-8, 13 -:ID3, 14 -:DT8, 15 -:TM4-8, 16 -:ID3, 17 -:DT8, 18 -:TM4-8, 19 -:ID3, 20 -:DT8, 21 -:TM4-8
N3  [] 01 street:AN1-55, 02 second address line:AN1-55
N4  [E0207 C0605 C0704 N040203] 01 city:AN2-30, 02 state:ID2, 03 ZIP code:ID3-15, 04 country:ID2-3, 05 -:ID1-2, 06 -:AN1-30, 07 country subdivision:ID1-3
REF [R0203] 01 reference qualifier:ID2-3, 02 reference:AN1-50, 03 -:AN1-80, 04 payer reference(01 qualifier:ID2-3, 02 payer id:AN1-50, 03 -:ID2-3, 04 -:AN1-50, 05 -:ID2-3, 06 -:AN1-50)
SBR [] 01 payer order:ID1, 02 relationship to subscriber:ID2, 03 group or policy number:AN1-50, 04 group name:AN1-60, 05 insurance type:ID1-3, 06-07 -:ID1, 08 -:ID2, 09 claim filing code:ID1-2
PAT [P0506 P0708] 01 relationship to subscriber:ID2, 02 -:ID1, 03 -:ID2, 04 -:ID1, 05 date format:ID2-3, 06 date of death:DP1-35, 07 weight unit:ID2, 08 weight:R1-10, 09 pregnancy flag:ID1
DMG [P0102 P1011 C1105] 01 date format:ID2-3, 02 birth date:DP1-35, 03 sex:ID1, 04 -:ID1, 05 -(01 -:ID1), 06 -:ID1-2, 07 -:ID2-3, 08 -:ID1-2, 09 -:R1-15, 10 -:ID1-3, 11 -:AN1-30
CLM [] 01 claim number:AN1-38, 02 total charge:R1-18, 03-04 -:ID1-2, 05 place and frequency(01 place or facility type:AN1-2, 02 facility qualifier:ID1-2, 03 frequency:ID1), 06 provider signature:ID1, 07 assignment:ID1, 08 benefits assignment:ID1, 09 release of information:ID1, 10 patient signature source:ID1, 11 related causes(01 cause:ID2-3, 02 second cause:ID2-3, 03 -:ID2-3, 04 accident state:ID2, 05 accident country:ID2-3), 12 special program:ID2-3, 13 -:ID1, 14 -:ID1-3, 15-16 -:ID1, 17 -:ID1-2, 18 -:ID1, 19 -:ID2, 20 delay reason:ID1-2
DTP [] 01 date qualifier:ID3, 02 date format:ID2-3, 03 date:DP1-35
CL1 [] 01 admission type:ID1, 02 admission source:ID1, 03 patient status:ID1-2, 04 -:ID1
PWK [P0506] 01 report type:ID2, 02 transmission:ID1-2, 03 -:N1-2, 04 -:ID2-3, 05 id qualifier:ID1-2, 06 attachment number:AN2-80, 07 -:AN1-80, 08 -(01 -:AN1), 09 -:ID1-2
CN1 [] 01 contract type:ID2, 02 contract amount:R1-18, 03 contract percentage:R1-6, 04 contract code:AN1-50, 05 discount percentage:R1-6, 06 contract version:AN1-30
AMT [] 01 amount qualifier:ID1-3, 02 amount:R1-18, 03 -:ID1
K3  [] 01 fixed format text:AN1-80, 02 -:ID1-2, 03 -(01 -:AN1)
NTE [] 01 note type:ID3, 02 note:AN1-80
CR1 [P0102 P0506] 01 weight unit:ID2, 02 weight:R1-10, 03 -:ID1, 04 transport reason:ID1, 05 distance unit:ID2, 06 distance:R1-15, 07-08 -:AN1-55, 09 round trip purpose:AN1-80, 10 stretcher purpose:AN1-80
CR2 [P0102 C0403 P0506] 01 -:N1-9, 02 -:R1-15, 03-04 -:ID2-3, 05 -:ID2, 06-07 -:R1-15, 08 patient condition:ID1, 09 -:ID1, 10-11 condition text:AN1-80, 12 -:ID1
CR3 [P0203] 01 certification type:ID1, 02 unit:ID2, 03 duration:R1-15, 04 -:ID1, 05 -:AN1-80
CRC [] 01 condition category:ID2, 02 applies:ID1, 03-07 condition:ID2-3
HI  [] 01-12 code(01 qualifier:ID1-3, 02 code:AN1-30, 03 date format:ID2-3, 04 date:DP1-35, 05 amount:R1-18, 06 -:R1-15, 07-08 -:AN1-30, 09 present on admission:ID1)
HCP [R0113 P0910 P1112] 01 pricing method:ID2, 02 allowed amount:R1-18, 03 savings:R1-18, 04 repricer id:AN1-50, 05 rate:R1-9, 06 approved group code:AN1-50, 07 approved amount:R1-18, 08 approved revenue code:AN1-48, 09 code qualifier:ID2, 10 approved procedure:AN1-48, 11 unit:ID2, 12 approved units:R1-15, 13 rejection reason:ID2, 14 policy compliance:ID1-2, 15 exception:ID1-2
CAS [L050607 C0605 C0705 L080910 C0908 C1008 L111213 C1211 C1311 L141516 C1514 C1614 L171819 C1817 C1917] 01 adjustment group:ID1-2, 02 reason:ID1-5, 03 amount:R1-18, 04 quantity:R1-15, 05 reason:ID1-5, 06 amount:R1-18, 07 quantity:R1-15, 08 reason:ID1-5, 09 amount:R1-18, 10 quantity:R1-15, 11 reason:ID1-5, 12 amount:R1-18, 13 quantity:R1-15, 14 reason:ID1-5, 15 amount:R1-18, 16 quantity:R1-15, 17 reason:ID1-5, 18 amount:R1-18, 19 quantity:R1-15
OI  [] 01 -:ID1-2, 02 -:ID2, 03 benefits assignment:ID1, 04 patient signature source:ID1, 05 -:ID1, 06 release of information:ID1
MIA [] 01 covered days:R1-15, 02 -:R1-18, 03 psychiatric days:R1-15, 04 DRG amount:R1-18, 05 remark code:AN1-50, 06 disproportionate share:R1-18, 07 pass-through amount:R1-18, 08 capital amount:R1-18, 09 capital federal amount:R1-18, 10 capital hospital amount:R1-18, 11 capital share amount:R1-18, 12 old capital amount:R1-18, 13 capital education amount:R1-18, 14 operating hospital amount:R1-18, 15 cost report days:R1-15, 16 operating federal amount:R1-18, 17 capital outlier amount:R1-18, 18 teaching amount:R1-18, 19 professional amount:R1-18, 20-23 remark code:AN1-50, 24 capital exception amount:R1-18
MOA [] 01 reimbursement rate:R1-10, 02 payable amount:R1-18, 03-07 remark code:AN1-50, 08 renal disease amount:R1-18, 09 professional amount:R1-18
LX  [] 01 line number:N1-6
SV1 [P0304] 01 procedure(01 code qualifier:ID2, 02 procedure code:AN1-48, 03-06 modifier:AN2, 07 description:AN1-80, 08 -:AN1-48), 02 charge:R1-18, 03 unit basis:ID2, 04 units:R1-15, 05 place of service:AN1-2, 06 -:ID1-2, 07 diagnosis pointers(01-04 pointer:N1-2), 08 -:R1-18, 09 emergency:ID1, 10 -:ID1-2, 11 EPSDT:ID1, 12 family planning:ID1, 13 -:ID1-2, 14 -:AN1-2, 15 copay exempt:ID1, 16 -:ID1, 17 -:AN1-50, 18 -:ID3-15, 19 -:R1-18, 20-21 -:ID1
SV2 [R0102 P0405] 01 revenue code:AN1-48, 02 procedure(01 code qualifier:ID2, 02 procedure code:AN1-48, 03-06 modifier:AN2, 07 description:AN1-80, 08 -:AN1-48), 03 charge:R1-18, 04 unit basis:ID2, 05 units:R1-15, 06 -:R1-10, 07 non-covered charge:R1-18, 08-10 -:ID1
SV5 [R0405 C0604] 01 procedure(01 code qualifier:ID2, 02 procedure code:AN1-48, 03-06 -:AN2, 07 -:AN1-80, 08 -:AN1-48), 02 unit:ID2, 03 length of need:R1-15, 04 rental price:R1-18, 05 purchase price:R1-18, 06 rental period:ID1, 07 -:ID1
QTY [E0204 R0204] 01 quantity qualifier:ID2, 02 quantity:R1-15, 03 -(01 -:AN1), 04 -:AN1-30
MEA [R03050608 L050412 L060412 L07030506 E0803 P1112] 01 measurement reference:ID2, 02 measurement:ID1-3, 03 result:R1-20, 04 -(01 -:ID2), 05-06 -:R1-20, 07-09 -:ID2, 10 -:ID2-4, 11 -:ID1-3, 12 -:AN1-30
PS1 [] 01 purchased service provider:AN1-50, 02 purchased service charge:R1-18, 03 -:ID2
LIN [P0405 P0607 P0809 P1011 P1213 P1415 P1617 P1819 P2021 P2223 P2425 P2627 P2829 P3031] 01 -:AN1-20, 02 product qualifier:ID2, 03 drug code:AN1-48, 04 -:ID2, 05 -:AN1-48, 06 -:ID2, 07 -:AN1-48, 08 -:ID2, 09 -:AN1-48, 10 -:ID2, 11 -:AN1-48, 12 -:ID2, 13 -:AN1-48, 14 -:ID2, 15 -:AN1-48, 16 -:ID2, 17 -:AN1-48, 18 -:ID2, 19 -:AN1-48, 20 -:ID2, 21 -:AN1-48, 22 -:ID2, 23 -:AN1-48, 24 -:ID2, 25 -:AN1-48, 26 -:ID2, 27 -:AN1-48, 28 -:ID2, 29 -:AN1-48, 30 -:ID2, 31 -:AN1-48
CTP [P0405 C0607 C0902 C1002 C1103] 01 -:ID2, 02 -:ID3, 03 -:R1-17, 04 drug quantity:R1-15, 05 drug unit(01 unit:ID2, 02 -:R1-15, 03 -:R1-10, 04 -:ID2, 05 -:R1-15, 06 -:R1-10, 07 -:ID2, 08 -:R1-15, 09 -:R1-10, 10 -:ID2, 11 -:R1-15, 12 -:R1-10, 13 -:ID2, 14 -:R1-15, 15 -:R1-10), 06 -:ID3, 07 -:R1-10, 08 -:R1-18, 09 -:ID2, 10 -:AN1-10, 11 -:N1-2
SVD [] 01 payer id:AN2-80, 02 paid amount:R1-18, 03 procedure(01 code qualifier:ID2, 02 procedure code:AN1-48, 03-06 modifier:AN2, 07 description:AN1-80, 08 -:AN1-48), 04 revenue code:AN1-48, 05 paid units:R1-15, 06 bundled line:N1-6
LQ  [C0102] 01 form list qualifier:ID1-3, 02 form:AN1-30
FRM [R02030405] 01 question number:AN1-20, 02 yes or no:ID1, 03 answer:AN1-50, 04 answer date:DT8, 05 answer percentage:R1-6
`;

/**
 * Segment ids of the 837 (ASC X12 005010) that both guides, or one of them, do not use, as the segment table stores them. Where a guide
 * does not have one of these, it is not used; all others are unknown.
 */
export const UNUSED_SEGMENTS: ReadonlySet<number> = new Set(
  'N2 DN1 DN2 DSB UR CR4 CR5 CR6 CR7 CR8 HSD MEA SV3 TOO SV4 SV6 SV7 IMM PSA LS LE SV1 SV2 SV5 CR1 CR2 CR3 CL1 MIA PS1 QTY FRM LQ'
    .split(' ')
    .map(packId),
);
