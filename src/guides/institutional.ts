/**
 * What the guide of institutional claims (837I, 005010X223 with A2) demands at each place, from its structure as open validators publish it and as corrected from
 * practice; the words are ours. Read it with elements.ts, which names the elements and gives types and lengths.
 *
 * `loop ID PARENT POSITION USAGE REPEAT name` begins a loop; its first segment opens it. A segment is
 * `ID POSITION USAGE REPEAT name | elements`. Usage is R required, S situational, - not used; repeat `*` has no limit. Segments (and
 * loops) of one parent stand in the order of their positions; those of the same position in any order. An element is its usage, the
 * codes allowed after `=` (`@state`, `@country`, `@place` are lists of src/codes), and in brackets its components; what is left out
 * at the end is not used. `3*` stands for three of the same. Segments of one id in a loop are told apart by the codes of their first
 * element, or of the one marked `!`.
 *
 * Left to rules of their own: ST03 (x12/version), the frequency CLM05-3 (claim/frequency). Ids of the subscriber (NM108, NM109 of
 * 2010BA) are demanded where he is a person.
 */
export const INSTITUTIONAL = `
loop HEAD - 0 R 1 header
ST    50 R 1  set header | R=837 R S
BHT  100 R 1  batch header | R=0019 R=00,18 R R R R=31,CH,RP

loop 1000A HEAD 200 R 1 submitter
NM1  200 R 1  name | R=41 R=1,2 R S S - - R=46 R
PER  450 R 2  contact | R=IC S R=EM,FX,TE R S=EM,EX,FX,TE S S=EM,EX,FX,TE S

loop 1000B HEAD 200 R 1 receiver
NM1  200 R 1  name | R=40 R=2 R 4*- R=46 R

loop 2000A - 10 R * billing provider level
HL    10 R 1  level | R - R=20 R=1
PRV   30 S 1  specialty | R=BI R=PXC R
CUR  100 S 1  currency | R=85 R

loop 2010AA 2000A 150 R 1 billing provider
NM1  150 R 1  name | R=85 R=2 R 4*- S=XX S
N3   250 R 1  address | R S
N4   300 R 1  city, state, ZIP | R S=@state S S=@country - - S
REF  350 R 1  tax id | R=EI R
PER  400 S 2  contact | R=IC S R=EM,FX,TE R S=EM,EX,FX,TE S S=EM,EX,FX,TE S

loop 2010AB 2000A 150 S 1 pay-to address
NM1  150 R 1  name | R=87 R=2
N3   250 R 1  address | R S
N4   300 R 1  city, state, ZIP | R S=@state S S=@country - - S

loop 2010AC 2000A 150 S 1 pay-to plan
NM1  150 R 1  name | R=PE R=2 R 4*- R=PI,XV R
N3   250 R 1  address | R S
N4   300 R 1  city, state, ZIP | R S=@state S S=@country - - S
REF  350 S 1  secondary id | R=2U,FY,NF R
REF  350 R 1  tax id | R=EI R

loop 2000B - 200 R * subscriber level
HL    10 R 1  level | R R R=22 R=0,1
SBR   50 R 1  subscriber information | R=A,B,C,D,E,F,G,H,P,S,T,U S=18 S S 4*- S=11,12,13,14,15,16,17,AM,BL,CH,CI,DS,FI,HM,LM,MA,MB,MC,OF,TV,VA,WC,ZZ

loop 2010BA 2000B 150 R 1 subscriber
NM1  150 R 1  name | R=IL R=1,2 R S S - S S=II,MI S
N3   250 S 1  address | R S
N4   300 S 1  city, state, ZIP | R S=@state S S=@country - - S
DMG  320 S 1  birth date and sex | R=D8 R R=F,M,U
REF  350 S 1  social security number | R=SY R
REF  350 S 1  property and casualty number | R=Y4 R

loop 2010BB 2000B 150 R 1 payer
NM1  150 R 1  name | R=PR R=2 R 4*- R=PI,XV R
N3   250 S 1  address | R S
N4   300 S 1  city, state, ZIP | R S=@state S S=@country - - S
REF  350 S 3  secondary id | R=2U,EI,FY,NF R
REF  350 S 1  secondary id | R=G2,LU R

loop 2000C - 1400 S * patient level
HL    10 R 1  level | R R R=23 R=0
PAT   70 R 1  patient information | R=01,19,20,21,39,40,53,G8

loop 2010CA 2000C 150 R 1 patient
NM1  150 R 1  name | R=QC R=1 R S S - S
N3   250 R 1  address | R S
N4   300 R 1  city, state, ZIP | R S=@state S S=@country - - S
DMG  320 R 1  birth date and sex | R=D8 R R=F,M,U
REF  350 S 1  property and casualty number | R=Y4 R
REF  350 S 1  member id | R=1W,SY R

loop 2300 - 1300 S 100 claim
CLM 1300 R 1  claim | R R - - R(R R=A R) - R=A,B,C R=N,W,Y R=I,Y 10*- S=1,2,3,4,5,6,7,8,9,10,11,15
DTP 1350 S 1  discharge | R=096 R=TM R
DTP 1350 R 1  statement period | R=434 R=RD8 R
DTP 1350 S 1  admission | R=435 R=D8,DT R
DTP 1350 S 1  received by repricer | R=050 R=D8 R
CL1 1400 R 1  admission and discharge | R S R
PWK 1550 S 10 paperwork | R=03,04,05,06,07,08,09,10,11,13,15,21,A3,A4,AM,AS,B2,B3,B4,BR,BS,BT,CB,CK,CT,D2,DA,DB,DG,DJ,DS,EB,HC,HR,I5,IR,LA,M1,MT,NN,OB,OC,OD,OE,OX,OZ,P4,P5,PE,PN,PO,PQ,PY,PZ,RB,RR,RT,RX,SG,V5,XP R=AA,BM,EL,EM,FT,FX - - S=AC S
CN1 1600 S 1  contract | R=01,02,03,04,05,06,09 5*S
AMT 1750 S 1  patient responsibility | R=F3 R
REF 1800 S 1  service authorization exception | R=4N R=1,2,3,4,5,6,7
REF 1800 S 1  referral number | R=9F R
REF 1800 S 1  prior authorization | R=G1 R
REF 1800 S 1  payer claim number | R=F8 R
REF 1800 S 1  repriced claim number | R=9A R
REF 1800 S 1  adjusted repriced claim number | R=9C R
REF 1800 S 5  investigational device | R=LX R
REF 1800 S 1  clearinghouse trace number | R=D9 R
REF 1800 S 1  accident state | R=LU R
REF 1800 S 1  medical record number | R=EA R
REF 1800 S 1  demonstration project | R=P4 R
REF 1800 S 1  peer review approval | R=G4 R
K3  1850 S 10 fixed format text | R
NTE 1900 S 10 note | R=ALG,DCP,DGN,DME,MED,NTR,ODT,RHB,RLH,RNH,SET,SFM,SPT,UPI R
NTE 1900 S 1  billing note | R=ADD R
CRC 2200 S 1  EPSDT referral | R=ZZ R=N,Y R=AV,NU,S2,ST S=AV,NU,S2,ST S=AV,NU,S2,ST
HI  2310 R 1  principal diagnosis | R(R=ABK,BK R - - - - - - S=N,U,W,Y)
HI  2310 S 1  admitting diagnosis | R(R=ABJ,BJ R)
HI  2310 S 1  reason for visit | R(R=APR,PR R) 2*S(R=APR,PR R)
HI  2310 S 1  external cause | R(R=ABN,BN R - - - - - - S=N,U,W,Y) 11*S(R=ABN,BN R - - - - - - S=N,U,W,Y)
HI  2310 S 1  DRG | R(R=DR R)
HI  2310 S 2  other diagnoses | R(R=ABF,BF R - - - - - - S=N,U,W,Y) 11*S(R=ABF,BF R - - - - - - S=N,U,W,Y)
HI  2310 S 1  principal procedure | R(R=BBR,BR,CAH R R=D8 R)
HI  2310 S 2  other procedures | R(R=BBQ,BQ R R=D8 R) 11*S(R=BBQ,BQ R R=D8 R)
HI  2310 S 2  occurrence spans | R(R=BI R R=RD8 R) 11*S(R=BI R R=RD8 R)
HI  2310 S 2  occurrences | R(R=BH R R=D8 R) 11*S(R=BH R R=D8 R)
HI  2310 S 2  value codes | R(R=BE R - - R) 11*S(R=BE R - - R)
HI  2310 S 2  condition codes | R(R=BG R) 11*S(R=BG R)
HI  2310 S 2  treatment codes | R(R=TC R) 11*S(R=TC R)
HCP 2410 S 1  repricing | R=00,01,02,03,04,05,06,07,08,09,10,11,12,13,14 R 6*S - - S=DA,UN S S=T1,T2,T3,T4,T5,T6 S=1,2,3,4,5 S=1,2,3,4,5,6

loop 2310A 2300 2500 S 1 attending provider
NM1 2500 R 1  name | R=71 R=1 R S S - S S=XX S
PRV 2550 S 1  specialty | R=AT R=PXC R
REF 2710 S 4  secondary id | R=0B,1G,G2,LU R

loop 2310B 2300 2500 S 1 operating physician
NM1 2500 R 1  name | R=72 R=1 R S S - S S=XX S
REF 2710 S 4  secondary id | R=0B,1G,G2,LU R

loop 2310C 2300 2500 S 1 other operating physician
NM1 2500 R 1  name | R=ZZ R=1 R S S - S S=XX S
REF 2710 S 4  secondary id | R=0B,1G,G2,LU R

loop 2310D 2300 2500 S 1 rendering provider
NM1 2500 R 1  name | R=82 R=1 R S S - S S=XX S
REF 2710 S 4  secondary id | R=0B,1G,G2,LU R

loop 2310E 2300 2500 S 1 service facility
NM1 2500 R 1  name | R=77 R=2 R 4*- S=XX S
N3  2650 R 1  address | R S
N4  2700 R 1  city, state, ZIP | R S=@state S S=@country - - S
REF 2710 S 3  secondary id | R=0B,G2,LU R

loop 2310F 2300 2500 S 1 referring provider
NM1 2500 R 1  name | R=DN R=1 R S S - S S=XX S
REF 2710 S 3  secondary id | R=0B,1G,G2 R

loop 2320 2300 2900 S 10 other subscriber
SBR 2900 R 1  subscriber information | R=A,B,C,D,E,F,G,H,P,S,T,U R=01,18,19,20,21,39,40,53,G8 S S 4*- S=11,12,13,14,15,16,17,AM,BL,CH,CI,DS,FI,HM,LM,MA,MB,MC,OF,TV,VA,WC,ZZ
CAS 2950 S 5  adjustments | R=CO,CR,OA,PI,PR R R 16*S
AMT 3000 S 1  payer paid | R=D R
AMT 3000 S 1  remaining liability | R=EAF R
AMT 3000 S 1  non-covered charge | R=A8 R
OI  3100 R 1  other coverage | - - R=N,W,Y - - R=I,Y
MIA 3150 S 1  inpatient adjudication | R - 22*S
MOA 3200 S 1  outpatient adjudication | 9*S

loop 2330A 2320 3250 R 1 other subscriber name
NM1 3250 R 1  name | R=IL R=1,2 R S S - S R=II,MI R
N3  3320 S 1  address | R S
N4  3400 S 1  city, state, ZIP | R S=@state S S=@country - - S
REF 3550 S 2  social security number | R=SY R

loop 2330B 2320 3250 R 1 other payer
NM1 3250 R 1  name | R=PR R=2 R 4*- R=PI,XV R
N3  3320 S 1  address | R S
N4  3400 S 1  city, state, ZIP | R S=@state S S=@country - - S
DTP 3450 S 1  adjudication or payment | R=573 R=D8 R
REF 3550 S 2  secondary id | R=2U,EI,FY,NF R
REF 3550 S 1  prior authorization | R=G1 R
REF 3550 S 1  referral number | R=9F R
REF 3550 S 1  claim adjustment flag | R=T4 R=Y
REF 3550 S 1  payer claim number | R=F8 R

loop 2330C 2320 3250 S 1 other payer attending provider
NM1 3250 R 1  name | R=71 R=1
REF 3550 R 4  secondary id | R=0B,1G,G2,LU R

loop 2330D 2320 3250 S 1 other payer operating physician
NM1 3250 R 1  name | R=72 R=1
REF 3550 R 4  secondary id | R=0B,1G,G2,LU R

loop 2330E 2320 3250 S 1 other payer other operating physician
NM1 3250 R 1  name | R=ZZ R=1
REF 3550 R 4  secondary id | R=0B,1G,G2,LU R

loop 2330F 2320 3250 S 1 other payer service facility
NM1 3250 R 1  name | R=77 R=2
REF 3550 R 3  secondary id | R=0B,G2,LU R

loop 2330G 2320 3250 S 1 other payer rendering provider
NM1 3250 R 1  name | R=82 R=1
REF 3550 R 4  secondary id | R=0B,1G,G2,LU R

loop 2330H 2320 3250 S 1 other payer referring provider
NM1 3250 R 1  name | R=DN R=1
REF 3550 R 3  secondary id | R=0B,1G,G2 R

loop 2330I 2320 3250 S 1 other payer billing provider
NM1 3250 R 1  name | R=85 R=2
REF 3550 R 2  secondary id | R=G2,LU R

loop 2400 2300 3650 R 999 service line
LX  3650 R 1  line number | R
SV2 3750 R 1  institutional service | R S(R=ER,HC,HP,IV,WK R S S S S S) R R=DA,UN R - S
PWK 4200 S 10 paperwork | R=03,04,05,06,07,08,09,10,11,13,15,21,A3,A4,AM,AS,B2,B3,B4,BR,BS,BT,CB,CK,CT,D2,DA,DB,DG,DJ,DS,EB,HC,HR,I5,IR,LA,M1,MT,NN,OB,OC,OD,OE,OX,OZ,P4,P5,PE,PN,PO,PQ,PY,PZ,RB,RR,RT,RX,SG,V5,XP R=AA,BM,EL,EM,FT,FX - - S=AC S
DTP 4550 S 1  date of service | R=472 R=D8,RD8 R
REF 4700 S 1  line control number | R=6R R
REF 4700 S 1  repriced line number | R=9B R
REF 4700 S 1  adjusted repriced line number | R=9D R
AMT 4750 S 1  service tax | R=GT R
AMT 4750 S 1  facility tax | R=N8 R
NTE 4850 S 1  note | R=TPO R
HCP 4920 S 1  repricing | R=00,01,02,03,04,05,06,07,08,09,10,11,12,13,14 R 6*S S=ER,HC,HP,IV,WK S S=DA,UN S S=T1,T2,T3,T4,T5,T6 S=1,2,3,4,5 S=1,2,3,4,5,6

loop 2410 2400 4930 S 1 drug
LIN 4930 R 1  drug | - R=N4 R
CTP 4940 R 1  drug quantity | - - - R R(R=F2,GR,ME,ML,UN)
REF 4950 S 1  link sequence number | R=VY,XZ R

loop 2420A 2400 5000 S 1 line operating physician
NM1 5000 R 1  name | R=72 R=1 R S S - S S=XX S
REF 5250 S 20 secondary id | R=0B,1G,G2,LU R - S(R=2U R)

loop 2420B 2400 5000 S 1 line other operating physician
NM1 5000 R 1  name | R=ZZ R=1 R S S - S S=XX S
REF 5250 S 20 secondary id | R=0B,1G,G2,LU R - S(R=2U R)

loop 2420C 2400 5000 S 1 line rendering provider
NM1 5000 R 1  name | R=82 R=1 R S S - S S=XX S
REF 5250 S 20 secondary id | R=0B,1G,G2,LU R - S(R=2U R)

loop 2420D 2400 5000 S 1 line referring provider
NM1 5000 R 1  name | R=DN R=1 R S S - S S=XX S
REF 5250 S 20 secondary id | R=0B,1G,G2 R - S(R=2U R)

loop 2430 2400 5400 S 15 line adjudication
SVD 5400 R 1  line adjudication | R R S(R=ER,HC,HP,IV,WK R S S S S S) R R S
CAS 5450 S 5  adjustments | R=CO,CR,OA,PI,PR R R 16*S
DTP 5500 R 1  adjudication or payment | R=573 R=D8 R
AMT 5505 S 1  remaining liability | R=EAF R
`;
