/**
 * What the guide of institutional claims (837I, 005010X223 with A2) demands at each place, from its structure as open validators publish it
 * and as corrected from practice; the words are ours. notation.ts explains how a row is read; elements.ts names the elements and gives
 * types and lengths.
 *
 * Left to rules of their own: ST03 (x12/version), the frequency CLM05-3 (claim/frequency). Ids of the subscriber (NM108, NM109 of
 * 2010BA) are demanded where he is a person.
 */
export const INSTITUTIONAL = `
loop HEAD - 0 R 1 header
ST    50 R 1  set header | 01=837 02 03?
BHT  100 R 1  batch header | 01=0019 02=00,18 03<30 04 05 06=31,CH,RP

loop 1000A HEAD 200 R 1 submitter
NM1  200 R 1  name | 01=41 02=1,2 03 04? 05? 08=46 09
PER  450 R 2  contact | 01=IC 02? 03=EM,FX,TE 04 05?=EM,EX,FX,TE 06? 07?=EM,EX,FX,TE 08?

loop 1000B HEAD 200 R 1 receiver
NM1  200 R 1  name | 01=40 02=2 03 08=46 09

loop 2000A - 10 R * billing provider level
HL    10 R 1  level | 01 03=20 04=1
PRV   30 S 1  specialty | 01=BI 02=PXC 03
CUR  100 S 1  currency | 01=85 02

loop 2010AA 2000A 150 R 1 billing provider
NM1  150 R 1  name | 01=85 02=2 03 08?=XX 09?
N3   250 R 1  address | 01 02?
N4   300 R 1  city, state, ZIP | 01 02?=@state 03? 04?=@country 07?
REF  350 R 1  tax id | 01=EI 02
PER  400 S 2  contact | 01=IC 02? 03=EM,FX,TE 04 05?=EM,EX,FX,TE 06? 07?=EM,EX,FX,TE 08?

loop 2010AB 2000A 150 S 1 pay-to address
NM1  150 R 1  name | 01=87 02=2
N3   250 R 1  address | 01 02?
N4   300 R 1  city, state, ZIP | 01 02?=@state 03? 04?=@country 07?

loop 2010AC 2000A 150 S 1 pay-to plan
NM1  150 R 1  name | 01=PE 02=2 03 08=PI,XV 09
N3   250 R 1  address | 01 02?
N4   300 R 1  city, state, ZIP | 01 02?=@state 03? 04?=@country 07?
REF  350 S 1  secondary id | 01=2U,FY,NF 02
REF  350 R 1  tax id | 01=EI 02

loop 2000B - 200 R * subscriber level
HL    10 R 1  level | 01 02 03=22 04=0,1
SBR   50 R 1  subscriber information | 01=A,B,C,D,E,F,G,H,P,S,T,U 02?=18 03? 04? 09?=11,12,13,14,15,16,17,AM,BL,CH,CI,DS,FI,HM,LM,MA,MB,MC,OF,TV,VA,WC,ZZ

loop 2010BA 2000B 150 R 1 subscriber
NM1  150 R 1  name | 01=IL 02=1,2 03 04? 05? 07? 08?=II,MI 09?
N3   250 S 1  address | 01 02?
N4   300 S 1  city, state, ZIP | 01 02?=@state 03? 04?=@country 07?
DMG  320 S 1  birth date and sex | 01=D8 02 03=F,M,U
REF  350 S 1  social security number | 01=SY 02
REF  350 S 1  property and casualty number | 01=Y4 02

loop 2010BB 2000B 150 R 1 payer
NM1  150 R 1  name | 01=PR 02=2 03 08=PI,XV 09
N3   250 S 1  address | 01 02?
N4   300 S 1  city, state, ZIP | 01 02?=@state 03? 04?=@country 07?
REF  350 S 3  secondary id | 01=2U,EI,FY,NF 02
REF  350 S 1  secondary id | 01=G2,LU 02

loop 2000C - 1400 S * patient level
HL    10 R 1  level | 01 02 03=23 04=0
PAT   70 R 1  patient information | 01=01,19,20,21,39,40,53,G8

loop 2010CA 2000C 150 R 1 patient
NM1  150 R 1  name | 01=QC 02=1 03 04? 05? 07?
N3   250 R 1  address | 01 02?
N4   300 R 1  city, state, ZIP | 01 02?=@state 03? 04?=@country 07?
DMG  320 R 1  birth date and sex | 01=D8 02 03=F,M,U
REF  350 S 1  property and casualty number | 01=Y4 02
REF  350 S 1  member id | 01=1W,SY 02

loop 2300 - 1300 S 100 claim
CLM 1300 R 1  claim | 01 02 05(01 02=A 03) 07=A,B,C 08=N,W,Y 09=I,Y 20?=1,2,3,4,5,6,7,8,9,10,11,15
DTP 1350 S 1  discharge | 01=096 02=TM 03
DTP 1350 R 1  statement period | 01=434 02=RD8 03
DTP 1350 S 1  admission | 01=435 02=D8,DT 03
DTP 1350 S 1  received by repricer | 01=050 02=D8 03
CL1 1400 R 1  admission and discharge | 01 02? 03
PWK 1550 S 10 paperwork | 01=03,04,05,06,07,08,09,10,11,13,15,21,A3,A4,AM,AS,B2,B3,B4,BR,BS,BT,CB,CK,CT,D2,DA,DB,DG,DJ,DS,EB,HC,HR,I5,IR,LA,M1,MT,NN,OB,OC,OD,OE,OX,OZ,P4,P5,PE,PN,PO,PQ,PY,PZ,RB,RR,RT,RX,SG,V5,XP 02=AA,BM,EL,EM,FT,FX 05?=AC 06?<50
CN1 1600 S 1  contract | 01=01,02,03,04,05,06,09 02-06?
AMT 1750 S 1  patient responsibility | 01=F3 02
REF 1800 S 1  service authorization exception | 01=4N 02=1,2,3,4,5,6,7
REF 1800 S 1  referral number | 01=9F 02
REF 1800 S 1  prior authorization | 01=G1 02
REF 1800 S 1  payer claim number | 01=F8 02
REF 1800 S 1  repriced claim number | 01=9A 02
REF 1800 S 1  adjusted repriced claim number | 01=9C 02
REF 1800 S 5  investigational device | 01=LX 02
REF 1800 S 1  clearinghouse trace number | 01=D9 02<20
REF 1800 S 1  accident state | 01=LU 02
REF 1800 S 1  medical record number | 01=EA 02
REF 1800 S 1  demonstration project | 01=P4 02
REF 1800 S 1  peer review approval | 01=G4 02
K3  1850 S 10 fixed format text | 01
NTE 1900 S 10 note | 01=ALG,DCP,DGN,DME,MED,NTR,ODT,RHB,RLH,RNH,SET,SFM,SPT,UPI 02
NTE 1900 S 1  billing note | 01=ADD 02
CRC 2200 S 1  EPSDT referral | 01=ZZ 02=N,Y 03=AV,NU,S2,ST 04?=AV,NU,S2,ST 05?=AV,NU,S2,ST
HI  2310 R 1  principal diagnosis | 01(01=ABK,BK 02 09?=N,U,W,Y)
HI  2310 S 1  admitting diagnosis | 01(01=ABJ,BJ 02)
HI  2310 S 1  reason for visit | 01(01=APR,PR 02) 02-03?(01=APR,PR 02)
HI  2310 S 1  external cause | 01(01=ABN,BN 02 09?=N,U,W,Y) 02-12?(01=ABN,BN 02 09?=N,U,W,Y)
HI  2310 S 1  DRG | 01(01=DR 02)
HI  2310 S 2  other diagnoses | 01(01=ABF,BF 02 09?=N,U,W,Y) 02-12?(01=ABF,BF 02 09?=N,U,W,Y)
HI  2310 S 1  principal procedure | 01(01=BBR,BR,CAH 02 03=D8 04)
HI  2310 S 2  other procedures | 01(01=BBQ,BQ 02 03=D8 04) 02-12?(01=BBQ,BQ 02 03=D8 04)
HI  2310 S 2  occurrence spans | 01(01=BI 02 03=RD8 04) 02-12?(01=BI 02 03=RD8 04)
HI  2310 S 2  occurrences | 01(01=BH 02 03=D8 04) 02-12?(01=BH 02 03=D8 04)
HI  2310 S 2  value codes | 01(01=BE 02 05) 02-12?(01=BE 02 05)
HI  2310 S 2  condition codes | 01(01=BG 02) 02-12?(01=BG 02)
HI  2310 S 2  treatment codes | 01(01=TC 02) 02-12?(01=TC 02)
HCP 2410 S 1  repricing | 01=00,01,02,03,04,05,06,07,08,09,10,11,12,13,14 02 03-08? 11?=DA,UN 12?<8.3 13?=T1,T2,T3,T4,T5,T6 14?=1,2,3,4,5 15?=1,2,3,4,5,6

loop 2310A 2300 2500 S 1 attending provider
NM1 2500 R 1  name | 01=71 02=1 03 04? 05? 07? 08?=XX 09?
PRV 2550 S 1  specialty | 01=AT 02=PXC 03
REF 2710 S 4  secondary id | 01=0B,1G,G2,LU 02

loop 2310B 2300 2500 S 1 operating physician
NM1 2500 R 1  name | 01=72 02=1 03 04? 05? 07? 08?=XX 09?
REF 2710 S 4  secondary id | 01=0B,1G,G2,LU 02

loop 2310C 2300 2500 S 1 other operating physician
NM1 2500 R 1  name | 01=ZZ 02=1 03 04? 05? 07? 08?=XX 09?
REF 2710 S 4  secondary id | 01=0B,1G,G2,LU 02

loop 2310D 2300 2500 S 1 rendering provider
NM1 2500 R 1  name | 01=82 02=1 03 04? 05? 07? 08?=XX 09?
REF 2710 S 4  secondary id | 01=0B,1G,G2,LU 02

loop 2310E 2300 2500 S 1 service facility
NM1 2500 R 1  name | 01=77 02=2 03 08?=XX 09?
N3  2650 R 1  address | 01 02?
N4  2700 R 1  city, state, ZIP | 01 02?=@state 03? 04?=@country 07?
REF 2710 S 3  secondary id | 01=0B,G2,LU 02

loop 2310F 2300 2500 S 1 referring provider
NM1 2500 R 1  name | 01=DN 02=1 03 04? 05? 07? 08?=XX 09?
REF 2710 S 3  secondary id | 01=0B,1G,G2 02

loop 2320 2300 2900 S 10 other subscriber
SBR 2900 R 1  subscriber information | 01=A,B,C,D,E,F,G,H,P,S,T,U 02=01,18,19,20,21,39,40,53,G8 03? 04? 09?=11,12,13,14,15,16,17,AM,BL,CH,CI,DS,FI,HM,LM,MA,MB,MC,OF,TV,VA,WC,ZZ
CAS 2950 S 5  adjustments | 01=CO,CR,OA,PI,PR 02 03 04-19?
AMT 3000 S 1  payer paid | 01=D 02
AMT 3000 S 1  remaining liability | 01=EAF 02
AMT 3000 S 1  non-covered charge | 01=A8 02
OI  3100 R 1  other coverage | 03=N,W,Y 06=I,Y
MIA 3150 S 1  inpatient adjudication | 01 03-24?
MOA 3200 S 1  outpatient adjudication | 01-09?

loop 2330A 2320 3250 R 1 other subscriber name
NM1 3250 R 1  name | 01=IL 02=1,2 03 04? 05? 07? 08=II,MI 09
N3  3320 S 1  address | 01 02?
N4  3400 S 1  city, state, ZIP | 01 02?=@state 03? 04?=@country 07?
REF 3550 S 2  social security number | 01=SY 02

loop 2330B 2320 3250 R 1 other payer
NM1 3250 R 1  name | 01=PR 02=2 03 08=PI,XV 09
N3  3320 S 1  address | 01 02?
N4  3400 S 1  city, state, ZIP | 01 02?=@state 03? 04?=@country 07?
DTP 3450 S 1  adjudication or payment | 01=573 02=D8 03
REF 3550 S 2  secondary id | 01=2U,EI,FY,NF 02
REF 3550 S 1  prior authorization | 01=G1 02
REF 3550 S 1  referral number | 01=9F 02
REF 3550 S 1  claim adjustment flag | 01=T4 02=Y
REF 3550 S 1  payer claim number | 01=F8 02

loop 2330C 2320 3250 S 1 other payer attending provider
NM1 3250 R 1  name | 01=71 02=1
REF 3550 R 4  secondary id | 01=0B,1G,G2,LU 02

loop 2330D 2320 3250 S 1 other payer operating physician
NM1 3250 R 1  name | 01=72 02=1
REF 3550 R 4  secondary id | 01=0B,1G,G2,LU 02

loop 2330E 2320 3250 S 1 other payer other operating physician
NM1 3250 R 1  name | 01=ZZ 02=1
REF 3550 R 4  secondary id | 01=0B,1G,G2,LU 02

loop 2330F 2320 3250 S 1 other payer service facility
NM1 3250 R 1  name | 01=77 02=2
REF 3550 R 3  secondary id | 01=0B,G2,LU 02

loop 2330G 2320 3250 S 1 other payer rendering provider
NM1 3250 R 1  name | 01=82 02=1
REF 3550 R 4  secondary id | 01=0B,1G,G2,LU 02

loop 2330H 2320 3250 S 1 other payer referring provider
NM1 3250 R 1  name | 01=DN 02=1
REF 3550 R 3  secondary id | 01=0B,1G,G2 02

loop 2330I 2320 3250 S 1 other payer billing provider
NM1 3250 R 1  name | 01=85 02=2
REF 3550 R 2  secondary id | 01=G2,LU 02

loop 2400 2300 3650 R 999 service line
LX  3650 R 1  line number | 01
SV2 3750 R 1  institutional service | 01 02?(01=ER,HC,HP,IV,WK 02 03? 04? 05? 06? 07?) 03 04=DA,UN 05<8.3 07?
PWK 4200 S 10 paperwork | 01=03,04,05,06,07,08,09,10,11,13,15,21,A3,A4,AM,AS,B2,B3,B4,BR,BS,BT,CB,CK,CT,D2,DA,DB,DG,DJ,DS,EB,HC,HR,I5,IR,LA,M1,MT,NN,OB,OC,OD,OE,OX,OZ,P4,P5,PE,PN,PO,PQ,PY,PZ,RB,RR,RT,RX,SG,V5,XP 02=AA,BM,EL,EM,FT,FX 05?=AC 06?<50
DTP 4550 S 1  date of service | 01=472 02=D8,RD8 03
REF 4700 S 1  line control number | 01=6R 02
REF 4700 S 1  repriced line number | 01=9B 02
REF 4700 S 1  adjusted repriced line number | 01=9D 02
AMT 4750 S 1  service tax | 01=GT 02
AMT 4750 S 1  facility tax | 01=N8 02
NTE 4850 S 1  note | 01=TPO 02
HCP 4920 S 1  repricing | 01=00,01,02,03,04,05,06,07,08,09,10,11,12,13,14 02 03-08? 09?=ER,HC,HP,IV,WK 10? 11?=DA,UN 12?<8.3 13?=T1,T2,T3,T4,T5,T6 14?=1,2,3,4,5 15?=1,2,3,4,5,6

loop 2410 2400 4930 S 1 drug
LIN 4930 R 1  drug | 02=N4 03
CTP 4940 R 1  drug quantity | 04 05(01=F2,GR,ME,ML,UN)
REF 4950 S 1  link sequence number | 01=VY,XZ 02

loop 2420A 2400 5000 S 1 line operating physician
NM1 5000 R 1  name | 01=72 02=1 03 04? 05? 07? 08?=XX 09?
REF 5250 S 20 secondary id | 01=0B,1G,G2,LU 02 04?(01=2U 02)

loop 2420B 2400 5000 S 1 line other operating physician
NM1 5000 R 1  name | 01=ZZ 02=1 03 04? 05? 07? 08?=XX 09?
REF 5250 S 20 secondary id | 01=0B,1G,G2,LU 02 04?(01=2U 02)

loop 2420C 2400 5000 S 1 line rendering provider
NM1 5000 R 1  name | 01=82 02=1 03 04? 05? 07? 08?=XX 09?
REF 5250 S 20 secondary id | 01=0B,1G,G2,LU 02 04?(01=2U 02)

loop 2420D 2400 5000 S 1 line referring provider
NM1 5000 R 1  name | 01=DN 02=1 03 04? 05? 07? 08?=XX 09?
REF 5250 S 20 secondary id | 01=0B,1G,G2 02 04?(01=2U 02)

loop 2430 2400 5400 S 15 line adjudication
SVD 5400 R 1  line adjudication | 01 02 03?(01=ER,HC,HP,IV,WK 02 03? 04? 05? 06? 07?) 04 05<8.3 06?
CAS 5450 S 5  adjustments | 01=CO,CR,OA,PI,PR 02 03 04-19?
DTP 5500 R 1  adjudication or payment | 01=573 02=D8 03
AMT 5505 S 1  remaining liability | 01=EAF 02
`;
