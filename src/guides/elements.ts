import { packId } from '../x12/segments.ts';

/**
 * The segments of the 837 (ASC X12 005010): syntax notes, and each element with its short name, type and lengths. They are the same
 * wherever the segment stands, in both guides; what a guide demands at a place is in professional.ts and institutional.ts.
 *
 * A line is `ID [notes] element, element …`. An element is `name:TYPE`, where TYPE is AN (text), ID (code), N (whole number), R
 * (decimal; of at most 18 digits: an amount of money), DT (date), TM (time) or DP (a date or period, in the format that the element
 * before names), followed by its length or shortest-longest length. `-` is the name of an element that neither guide uses. A
 * composite is `name(component, component …)`; `12*` before an element says that it stands twelve times. Notes: P all or none, R at
 * least one, C the first needs all the others, L the first needs one of the others, E at most one. One is of the guides and not of the
 * standard: N where the first is absent, all the others are needed (an address without a country is in the United States).
 */
export const ELEMENTS = `
ST  [] set:ID3, control number:AN4-9, version:AN1-35
BHT [] structure:ID4, purpose:ID2, batch reference:AN1-50, creation date:DT8, creation time:TM4-8, claim or encounter:ID2
NM1 [P0809 C1110 C1203] role:ID2-3, person or organization:ID1, last or organization name:AN1-60, first name:AN1-35, middle name:AN1-25, -:AN1-10, name suffix:AN1-10, id qualifier:ID1-2, id:AN2-80, -:ID2, -:ID2-3, -:AN1-60
PER [P0304 P0506 P0708] function:ID2, contact name:AN1-60, number qualifier:ID2, number:AN1-256, number qualifier:ID2, number:AN1-256, number qualifier:ID2, number:AN1-256, -:AN1-20
HL  [] level number:AN1-12, parent level:AN1-12, level code:ID1-2, child flag:ID1
PRV [P0203] provider role:ID1-3, taxonomy qualifier:ID2-3, taxonomy code:AN1-50, -:ID2, -(-:ID2), -:ID3
CUR [C0807 C0907 L101112 C1110 C1210 L131415 C1413 C1513 L161718 C1716 C1816 L192021 C2019 C2119] role:ID2-3, currency:ID3, -:R4-10, -:ID2-3, -:ID3, -:ID3, -:ID3, -:DT8, -:TM4-8, -:ID3, -:DT8, -:TM4-8, -:ID3, -:DT8, -:TM4-8, -:ID3, -:DT8, -:TM4-8, -:ID3, -:DT8, -:TM4-8
N3  [] street:AN1-55, second address line:AN1-55
N4  [E0207 C0605 C0704 N040203] city:AN2-30, state:ID2, ZIP code:ID3-15, country:ID2-3, -:ID1-2, -:AN1-30, country subdivision:ID1-3
REF [R0203] reference qualifier:ID2-3, reference:AN1-50, -:AN1-80, payer reference(qualifier:ID2-3, payer id:AN1-50, -:ID2-3, -:AN1-50, -:ID2-3, -:AN1-50)
SBR [] payer order:ID1, relationship to subscriber:ID2, group or policy number:AN1-50, group name:AN1-60, insurance type:ID1-3, -:ID1, -:ID1, -:ID2, claim filing code:ID1-2
PAT [P0506 P0708] relationship to subscriber:ID2, -:ID1, -:ID2, -:ID1, date format:ID2-3, date of death:DP1-35, weight unit:ID2, weight:R1-10, pregnancy flag:ID1
DMG [P0102 P1011 C1105] date format:ID2-3, birth date:DP1-35, sex:ID1, -:ID1, -(-:ID1), -:ID1-2, -:ID2-3, -:ID1-2, -:R1-15, -:ID1-3, -:AN1-30
CLM [] claim number:AN1-38, total charge:R1-18, -:ID1-2, -:ID1-2, place and frequency(place or facility type:AN1-2, facility qualifier:ID1-2, frequency:ID1), provider signature:ID1, assignment:ID1, benefits assignment:ID1, release of information:ID1, patient signature source:ID1, related causes(cause:ID2-3, second cause:ID2-3, -:ID2-3, accident state:ID2, accident country:ID2-3), special program:ID2-3, -:ID1, -:ID1-3, -:ID1, -:ID1, -:ID1-2, -:ID1, -:ID2, delay reason:ID1-2
DTP [] date qualifier:ID3, date format:ID2-3, date:DP1-35
CL1 [] admission type:ID1, admission source:ID1, patient status:ID1-2, -:ID1
PWK [P0506] report type:ID2, transmission:ID1-2, -:N1-2, -:ID2-3, id qualifier:ID1-2, attachment number:AN2-80, -:AN1-80, -(-:AN1), -:ID1-2
CN1 [] contract type:ID2, contract amount:R1-18, contract percentage:R1-6, contract code:AN1-50, discount percentage:R1-6, contract version:AN1-30
AMT [] amount qualifier:ID1-3, amount:R1-18, -:ID1
K3  [] fixed format text:AN1-80, -:ID1-2, -(-:AN1)
NTE [] note type:ID3, note:AN1-80
CR1 [P0102 P0506] weight unit:ID2, weight:R1-10, -:ID1, transport reason:ID1, distance unit:ID2, distance:R1-15, -:AN1-55, -:AN1-55, round trip purpose:AN1-80, stretcher purpose:AN1-80
CR2 [P0102 C0403 P0506] -:N1-9, -:R1-15, -:ID2-3, -:ID2-3, -:ID2, -:R1-15, -:R1-15, patient condition:ID1, -:ID1, condition text:AN1-80, condition text:AN1-80, -:ID1
CR3 [P0203] certification type:ID1, unit:ID2, duration:R1-15, -:ID1, -:AN1-80
CRC [] condition category:ID2, applies:ID1, condition:ID2-3, condition:ID2-3, condition:ID2-3, condition:ID2-3, condition:ID2-3
HI  [] 12*code(qualifier:ID1-3, code:AN1-30, date format:ID2-3, date:DP1-35, amount:R1-18, -:R1-15, -:AN1-30, -:AN1-30, present on admission:ID1)
HCP [R0113 P0910 P1112] pricing method:ID2, allowed amount:R1-18, savings:R1-18, repricer id:AN1-50, rate:R1-9, approved group code:AN1-50, approved amount:R1-18, approved revenue code:AN1-48, code qualifier:ID2, approved procedure:AN1-48, unit:ID2, approved units:R1-15, rejection reason:ID2, policy compliance:ID1-2, exception:ID1-2
CAS [L050607 C0605 C0705 L080910 C0908 C1008 L111213 C1211 C1311 L141516 C1514 C1614 L171819 C1817 C1917] adjustment group:ID1-2, reason:ID1-5, amount:R1-18, quantity:R1-15, reason:ID1-5, amount:R1-18, quantity:R1-15, reason:ID1-5, amount:R1-18, quantity:R1-15, reason:ID1-5, amount:R1-18, quantity:R1-15, reason:ID1-5, amount:R1-18, quantity:R1-15, reason:ID1-5, amount:R1-18, quantity:R1-15
OI  [] -:ID1-2, -:ID2, benefits assignment:ID1, patient signature source:ID1, -:ID1, release of information:ID1
MIA [] covered days:R1-15, -:R1-18, psychiatric days:R1-15, DRG amount:R1-18, remark code:AN1-50, disproportionate share:R1-18, pass-through amount:R1-18, capital amount:R1-18, capital federal amount:R1-18, capital hospital amount:R1-18, capital share amount:R1-18, old capital amount:R1-18, capital education amount:R1-18, operating hospital amount:R1-18, cost report days:R1-15, operating federal amount:R1-18, capital outlier amount:R1-18, teaching amount:R1-18, professional amount:R1-18, remark code:AN1-50, remark code:AN1-50, remark code:AN1-50, remark code:AN1-50, capital exception amount:R1-18
MOA [] reimbursement rate:R1-10, payable amount:R1-18, remark code:AN1-50, remark code:AN1-50, remark code:AN1-50, remark code:AN1-50, remark code:AN1-50, renal disease amount:R1-18, professional amount:R1-18
LX  [] line number:N1-6
SV1 [P0304] procedure(code qualifier:ID2, procedure code:AN1-48, modifier:AN2, modifier:AN2, modifier:AN2, modifier:AN2, description:AN1-80, -:AN1-48), charge:R1-18, unit basis:ID2, units:R1-15, place of service:AN1-2, -:ID1-2, diagnosis pointers(pointer:N1-2, pointer:N1-2, pointer:N1-2, pointer:N1-2), -:R1-18, emergency:ID1, -:ID1-2, EPSDT:ID1, family planning:ID1, -:ID1-2, -:AN1-2, copay exempt:ID1, -:ID1, -:AN1-50, -:ID3-15, -:R1-18, -:ID1, -:ID1
SV2 [R0102 P0405] revenue code:AN1-48, procedure(code qualifier:ID2, procedure code:AN1-48, modifier:AN2, modifier:AN2, modifier:AN2, modifier:AN2, description:AN1-80, -:AN1-48), charge:R1-18, unit basis:ID2, units:R1-15, -:R1-10, non-covered charge:R1-18, -:ID1, -:ID1, -:ID1
SV5 [R0405 C0604] procedure(code qualifier:ID2, procedure code:AN1-48, -:AN2, -:AN2, -:AN2, -:AN2, -:AN1-80, -:AN1-48), unit:ID2, length of need:R1-15, rental price:R1-18, purchase price:R1-18, rental period:ID1, -:ID1
QTY [E0204 R0204] quantity qualifier:ID2, quantity:R1-15, -(-:AN1), -:AN1-30
MEA [R03050608 L050412 L060412 L07030506 E0803 P1112] measurement reference:ID2, measurement:ID1-3, result:R1-20, -(-:ID2), -:R1-20, -:R1-20, -:ID2, -:ID2, -:ID2, -:ID2-4, -:ID1-3, -:AN1-30
PS1 [] purchased service provider:AN1-50, purchased service charge:R1-18, -:ID2
LIN [P0405 P0607 P0809 P1011 P1213 P1415 P1617 P1819 P2021 P2223 P2425 P2627 P2829 P3031] -:AN1-20, product qualifier:ID2, drug code:AN1-48, -:ID2, -:AN1-48, -:ID2, -:AN1-48, -:ID2, -:AN1-48, -:ID2, -:AN1-48, -:ID2, -:AN1-48, -:ID2, -:AN1-48, -:ID2, -:AN1-48, -:ID2, -:AN1-48, -:ID2, -:AN1-48, -:ID2, -:AN1-48, -:ID2, -:AN1-48, -:ID2, -:AN1-48, -:ID2, -:AN1-48, -:ID2, -:AN1-48
CTP [P0405 C0607 C0902 C1002 C1103] -:ID2, -:ID3, -:R1-17, drug quantity:R1-15, drug unit(unit:ID2, -:R1-15, -:R1-10, -:ID2, -:R1-15, -:R1-10, -:ID2, -:R1-15, -:R1-10, -:ID2, -:R1-15, -:R1-10, -:ID2, -:R1-15, -:R1-10), -:ID3, -:R1-10, -:R1-18, -:ID2, -:AN1-10, -:N1-2
SVD [] payer id:AN2-80, paid amount:R1-18, procedure(code qualifier:ID2, procedure code:AN1-48, modifier:AN2, modifier:AN2, modifier:AN2, modifier:AN2, description:AN1-80, -:AN1-48), revenue code:AN1-48, paid units:R1-15, bundled line:N1-6
LQ  [C0102] form list qualifier:ID1-3, form:AN1-30
FRM [R02030405] question number:AN1-20, yes or no:ID1, answer:AN1-50, answer date:DT8, answer percentage:R1-6
`;

/** Segment ids of the 837 that neither guide uses (ASC X12 005010), as the segment table stores them. */
export const UNUSED_SEGMENTS: ReadonlySet<number> = new Set(
  'N2 DN1 DN2 DSB UR CR4 CR5 CR6 CR7 CR8 HSD MEA SV3 TOO SV4 SV6 SV7 IMM PSA LS LE SV1 SV2 SV5 CR1 CR2 CR3 CL1 MIA PS1 QTY FRM LQ'
    .split(' ')
    .map(packId),
);
