/**
 * What the guide of professional claims (837P, 005010X222 with A1) demands at each place, from its structure as open validators publish it
 * and as corrected from practice; the words are ours. notation.ts explains how a row is read; elements.ts names the elements and gives
 * types and lengths.
 *
 * Left to rules of their own: ST03 (x12/version), the frequency CLM05-3 (claim/frequency), what a pointer of SV107 points at
 * (claim/diagnosis-pointer). Ids of the subscriber (NM108, NM109 of 2010BA) are demanded where he is a person.
 */
export const PROFESSIONAL = `
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
NM1  150 R 1  name | 01=85 02=1,2 03 04? 05? 07? 08?=XX 09?
N3   250 R 1  address | 01 02?
N4   300 R 1  city, state, ZIP | 01 02?=@state 03? 04?=@country 07?
REF  350 R 1  tax id or social security number | 01=EI,SY 02
REF  350 S 2  license or UPIN | 01=0B,1G 02
PER  400 S 2  contact | 01=IC 02? 03=EM,FX,TE 04 05?=EM,EX,FX,TE 06? 07?=EM,EX,FX,TE 08?

loop 2010AB 2000A 150 S 1 pay-to address
NM1  150 R 1  name | 01=87 02=1,2
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
SBR   50 R 1  subscriber information | 01=A,B,C,D,E,F,G,H,P,S,T,U 02?=18 03? 04? 05?=12,13,14,15,16,41,42,43,47 09?=11,12,13,14,15,16,17,AM,BL,CH,CI,DS,FI,HM,LM,MA,MB,MC,OF,TV,VA,WC,ZZ
PAT   70 S 1  patient information | 05?=D8 06? 07?=01 08? 09?=Y

loop 2010BA 2000B 150 R 1 subscriber
NM1  150 R 1  name | 01=IL 02=1,2 03 04? 05? 07? 08?=II,MI 09?
N3   250 S 1  address | 01 02?
N4   300 S 1  city, state, ZIP | 01 02?=@state 03? 04?=@country 07?
DMG  320 S 1  birth date and sex | 01=D8 02 03=F,M,U
REF  350 S 1  social security number | 01=SY 02
REF  350 S 1  property and casualty number | 01=Y4 02
PER  400 S 1  contact | 01=IC 02? 03=TE 04 05?=EX 06?

loop 2010BB 2000B 150 R 1 payer
NM1  150 R 1  name | 01=PR 02=2 03 08=PI,XV 09
N3   250 S 1  address | 01 02?
N4   300 S 1  city, state, ZIP | 01 02?=@state 03? 04?=@country 07?
REF  350 S 3  secondary id | 01=2U,EI,FY,NF 02
REF  350 S 2  secondary id | 01=G2,LU 02

loop 2000C - 1400 S * patient level
HL    10 R 1  level | 01 02 03=23 04=0
PAT   70 R 1  patient information | 01=01,19,20,21,39,40,53,G8 05?=D8 06? 07?=01 08? 09?=Y

loop 2010CA 2000C 150 R 1 patient
NM1  150 R 1  name | 01=QC 02=1 03 04? 05? 07?
N3   250 R 1  address | 01 02?
N4   300 R 1  city, state, ZIP | 01 02?=@state 03? 04?=@country 07?
DMG  320 R 1  birth date and sex | 01=D8 02 03=F,M,U
REF  350 S 1  property and casualty number | 01=Y4 02
REF  350 S 1  member id | 01=1W,SY 02
PER  400 S 1  contact | 01=IC 02? 03=TE 04 05?=EX 06?

loop 2300 - 1300 S 100 claim
CLM 1300 R 1  claim | 01 02 05(01=@place 02=B 03) 06=N,Y 07=A,B,C 08=N,W,Y 09=I,Y 10?=P 11?(01=AA,EM,OA 02?=AA,EM,OA 04?=@state 05?=@country) 12?=02,03,05,09 20?=1,2,3,4,5,6,7,8,9,10,11,15
DTP 1350 S 1  onset of illness | 01=431 02=D8 03
DTP 1350 S 1  initial treatment | 01=454 02=D8 03
DTP 1350 S 1  last seen | 01=304 02=D8 03
DTP 1350 S 1  acute manifestation | 01=453 02=D8 03
DTP 1350 S 1  accident | 01=439 02=D8 03
DTP 1350 S 1  last menstrual period | 01=484 02=D8 03
DTP 1350 S 1  last X-ray | 01=455 02=D8 03
DTP 1350 S 1  hearing and vision prescription | 01=471 02=D8 03
DTP 1350 S 1  disability | 01=314,360,361 02=D8,RD8 03
DTP 1350 S 1  last worked | 01=297 02=D8 03
DTP 1350 S 1  return to work | 01=296 02=D8 03
DTP 1350 S 1  admission | 01=435 02=D8 03
DTP 1350 S 1  discharge | 01=096 02=D8 03
DTP 1350 S 2  assumed care | 01=090,091 02=D8 03
DTP 1350 S 1  first contact | 01=444 02=D8 03
DTP 1350 S 1  received by repricer | 01=050 02=D8 03
PWK 1550 S 10 paperwork | 01=03,04,05,06,07,08,09,10,11,13,15,21,A3,A4,AM,AS,B2,B3,B4,BR,BS,BT,CB,CK,CT,D2,DA,DB,DG,DJ,DS,EB,HC,HR,I5,IR,LA,M1,MT,NN,OB,OC,OD,OE,OX,OZ,P4,P5,PE,PN,PO,PQ,PY,PZ,RB,RR,RT,RX,SG,V5,XP 02=AA,BM,EL,EM,FT,FX 05?=AC 06?<50
CN1 1600 S 1  contract | 01=01,02,03,04,05,06,09 02-06?
AMT 1750 S 1  patient paid | 01=F5 02
REF 1800 S 1  service authorization exception | 01=4N 02=1,2,3,4,5,6,7
REF 1800 S 1  Medicare crossover | 01=F5 02=N,Y
REF 1800 S 1  mammography certificate | 01=EW 02
REF 1800 S 1  referral number | 01=9F 02
REF 1800 S 1  prior authorization | 01=G1 02
REF 1800 S 1  payer claim number | 01=F8 02
REF 1800 S 1  CLIA number | 01=X4 02
REF 1800 S 1  repriced claim number | 01=9A 02
REF 1800 S 1  adjusted repriced claim number | 01=9C 02
REF 1800 S 1  investigational device | 01=LX 02
REF 1800 S 1  clearinghouse trace number | 01=D9 02<20
REF 1800 S 1  medical record number | 01=EA 02
REF 1800 S 1  demonstration project | 01=P4 02
REF 1800 S 1  care plan oversight | 01=1J 02
K3  1850 S 10 fixed format text | 01
NTE 1900 S 1  note | 01=ADD,CER,DCP,DGN,TPO 02
CR1 1950 S 1  ambulance transport | 01?=LB 02? 04=A,B,C,D,E 05=DH 06 09? 10?
CR2 2000 S 1  spinal manipulation | 08=A,C,D,E,F,G,M 10? 11?
CRC 2200 S 3  ambulance | 01=07 02=N,Y 03=01,04,05,06,07,08,09,12 04-07?=01,04,05,06,07,08,09,12
CRC 2200 S 3  vision | 01=E1,E2,E3 02=N,Y 03=L1,L2,L3,L4,L5 04-07?=L1,L2,L3,L4,L5
CRC 2200 S 1  homebound | 01=75 02=Y 03=IH
CRC 2200 S 1  EPSDT referral | 01=ZZ 02=N,Y 03=AV,NU,S2,ST 04?=AV,NU,S2,ST 05?=AV,NU,S2,ST
HI  2310 R 1  diagnoses | 01(01=ABK,BK 02) 02-12?(01=ABF,BF 02)
HI  2310 S 1  anesthesia procedure | 01(01=BP 02) 02?(01=BO 02)
HI  2310 S 2  condition codes | 01(01=BG 02) 02-12?(01=BG 02)
HCP 2410 S 1  repricing | 01=00,01,02,03,04,05,07,08,09,10,11,12,13,14 02 03-07? 13?=T1,T2,T3,T4,T5,T6 14?=1,2,3,4,5 15?=1,2,3,4,5,6

loop 2310A 2300 2500 S 2 referring provider
NM1 2500 R 1  name | 01=DN,P3 02=1 03 04? 05? 07? 08?=XX 09?
REF 2710 S 3  secondary id | 01=0B,1G,G2 02

loop 2310B 2300 2500 S 1 rendering provider
NM1 2500 R 1  name | 01=82 02=1,2 03 04? 05? 07? 08?=XX 09?
PRV 2550 S 1  specialty | 01=PE 02=PXC 03
REF 2710 S 4  secondary id | 01=0B,1G,G2,LU 02

loop 2310C 2300 2500 S 1 service facility
NM1 2500 R 1  name | 01=77 02=2 03 08?=XX 09?
N3  2650 R 1  address | 01 02?
N4  2700 R 1  city, state, ZIP | 01 02?=@state 03? 04?=@country 07?
REF 2710 S 3  secondary id | 01=0B,G2,LU 02
PER 2750 S 1  contact | 01=IC 02? 03=TE 04 05?=EX 06?

loop 2310D 2300 2500 S 1 supervising provider
NM1 2500 R 1  name | 01=DQ 02=1 03 04? 05? 07? 08?=XX 09?
REF 2710 S 4  secondary id | 01=0B,1G,G2,LU 02

loop 2310E 2300 2500 S 1 ambulance pick-up
NM1 2500 R 1  name | 01=PW 02=2
N3  2650 R 1  address | 01 02?
N4  2700 R 1  city, state, ZIP | 01 02?=@state 03? 04?=@country 07?

loop 2310F 2300 2500 S 1 ambulance drop-off
NM1 2500 R 1  name | 01=45 02=2 03?
N3  2650 R 1  address | 01 02?
N4  2700 R 1  city, state, ZIP | 01 02?=@state 03? 04?=@country 07?

loop 2320 2300 2900 S 10 other subscriber
SBR 2900 R 1  subscriber information | 01=A,B,C,D,E,F,G,H,P,S,T,U 02=01,18,19,20,21,39,40,53,G8 03? 04? 05?=12,13,14,15,16,41,42,43,47 09?=11,12,13,14,15,16,17,AM,BL,CH,CI,DS,FI,HM,LM,MA,MB,MC,OF,TV,VA,WC,ZZ
CAS 2950 S 5  adjustments | 01=CO,CR,OA,PI,PR 02 03 04-19?
AMT 3000 S 1  payer paid | 01=D 02
AMT 3000 S 1  non-covered charge | 01=A8 02
AMT 3000 S 1  remaining liability | 01=EAF 02
OI  3100 R 1  other coverage | 03=N,W,Y 04?=P 06=I,Y
MOA 3200 S 1  outpatient adjudication | 01-09?

loop 2330A 2320 3250 R 1 other subscriber name
NM1 3250 R 1  name | 01=IL 02=1,2 03 04? 05? 07? 08=II,MI 09
N3  3320 S 1  address | 01 02?
N4  3400 S 1  city, state, ZIP | 01 02?=@state 03? 04?=@country 07?
REF 3550 S 1  social security number | 01=SY 02

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

loop 2330C 2320 3250 S 2 other payer referring provider
NM1 3250 R 1  name | 01=DN,P3 02=1
REF 3550 R 3  secondary id | 01=0B,1G,G2 02

loop 2330D 2320 3250 S 1 other payer rendering provider
NM1 3250 R 1  name | 01=82 02=1,2
REF 3550 R 3  secondary id | 01=0B,1G,G2,LU 02

loop 2330E 2320 3250 S 1 other payer service facility
NM1 3250 R 1  name | 01=77 02=2
REF 3550 R 3  secondary id | 01=0B,G2,LU 02

loop 2330F 2320 3250 S 1 other payer supervising provider
NM1 3250 R 1  name | 01=DQ 02=1
REF 3550 R 3  secondary id | 01=0B,1G,G2,LU 02

loop 2330G 2320 3250 S 1 other payer billing provider
NM1 3250 R 1  name | 01=85 02=1,2
REF 3550 R 2  secondary id | 01=G2,LU 02

loop 2400 2300 3650 R 50 service line
LX  3650 R 1  line number | 01
SV1 3700 R 1  professional service | 01(01=ER,HC,IV,WK 02 03? 04? 05? 06? 07?) 02 03=MJ,UN 04<8.3 05?=@place 07(01 02? 03? 04?) 09?=Y 11?=Y 12?=Y 15?=0
SV5 4000 S 1  equipment service | 01(01=HC 02) 02=DA 03 04 05 06=1,4,6
PWK 4200 S 10 paperwork | 01=03,04,05,06,07,08,09,10,11,13,15,21,A3,A4,AM,AS,B2,B3,B4,BR,BS,BT,CB,CK,CT,D2,DA,DB,DG,DJ,DS,EB,HC,HR,I5,IR,LA,M1,MT,NN,OB,OC,OD,OE,OX,OZ,P4,P5,PE,PN,PO,PQ,PY,PZ,RB,RR,RT,RX,SG,V5,XP 02!=AA,BM,EL,EM,FT,FX 05?=AC 06?<50
PWK 4200 S 1  certificate of medical necessity | 01=CT 02!=AB,AD,AF,AG,NS
CR1 4250 S 1  ambulance transport | 01?=LB 02? 04=A,B,C,D,E 05=DH 06 09? 10?
CR3 4350 S 1  equipment certification | 01=I,R,S 02=MO 03
CRC 4500 S 3  ambulance | 01=07 02=N,Y 03=01,04,05,06,07,08,09,12 04-07?=01,04,05,06,07,08,09,12
CRC 4500 S 1  hospice employee | 01=70 02=N,Y 03=65
CRC 4500 S 1  equipment condition | 01=09 02=N,Y 03=38,ZV 04?=38,ZV
DTP 4550 R 1  date of service | 01=472 02=D8,RD8 03
DTP 4550 S 1  hearing and vision prescription | 01=471 02=D8 03
DTP 4550 S 1  certification revision | 01=607 02=D8 03
DTP 4550 S 1  begin of therapy | 01=463 02=D8 03
DTP 4550 S 1  last certification | 01=461 02=D8 03
DTP 4550 S 1  last seen | 01=304 02=D8 03
DTP 4550 S 2  hemoglobin test | 01=738,739 02=D8 03
DTP 4550 S 1  shipped | 01=011 02=D8 03
DTP 4550 S 1  last X-ray | 01=455 02=D8 03
DTP 4550 S 1  initial treatment | 01=454 02=D8 03
QTY 4600 S 1  ambulance patients | 01=PT 02
QTY 4600 S 1  obstetric units | 01=FL 02
MEA 4620 S 5  test result | 01=OG,TR 02=HT,R1,R2,R3,R4 03
CN1 4650 S 1  contract | 01=01,02,03,04,05,06,09 02-06?
REF 4700 S 1  repriced line number | 01=9B 02
REF 4700 S 1  adjusted repriced line number | 01=9D 02
REF 4700 S 5  prior authorization | 01=G1 02 04?(01=2U 02)
REF 4700 S 1  line control number | 01=6R 02
REF 4700 S 1  mammography certificate | 01=EW 02
REF 4700 S 1  CLIA number | 01=X4 02
REF 4700 S 1  referring CLIA number | 01=F4 02
REF 4700 S 1  immunization batch | 01=BT 02
REF 4700 S 5  referral number | 01=9F 02 04?(01=2U 02)
AMT 4750 S 1  sales tax | 01=T 02
AMT 4750 S 1  postage claimed | 01=F4 02
K3  4800 S 10 fixed format text | 01
NTE 4850 S 1  note | 01=ADD,DCP 02
NTE 4850 S 1  repricer note | 01=TPO 02
PS1 4880 S 1  purchased service | 01 02
HCP 4920 S 1  repricing | 01=00,01,02,03,04,05,06,07,08,09,10,11,12,13,14 02 03-07? 09?=ER,HC,IV,WK 10? 11?=MJ,UN 12?<8.3 13?=T1,T2,T3,T4,T5,T6 14?=1,2,3,4,5 15?=1,2,3,4,5,6

loop 2410 2400 4930 S 1 drug
LIN 4930 R 1  drug | 02=EN,EO,HI,N4,ON,UK,UP 03
CTP 4940 R 1  drug quantity | 04 05(01=F2,GR,ME,ML,UN)
REF 4950 S 1  link sequence number | 01=VY,XZ 02

loop 2420A 2400 5000 S 1 line rendering provider
NM1 5000 R 1  name | 01=82 02=1,2 03 04? 05? 07? 08?=XX 09?
PRV 5050 S 1  specialty | 01=PE 02=PXC 03
REF 5250 S 20 secondary id | 01=0B,1G,G2,LU 02 04?(01=2U 02)

loop 2420B 2400 5000 S 1 purchased service provider
NM1 5000 R 1  name | 01=QB 02=1,2 08?=XX 09?
REF 5250 S 20 secondary id | 01=0B,1G,G2 02 04?(01=2U 02)

loop 2420C 2400 5000 S 1 line service facility
NM1 5000 R 1  name | 01=77 02=2 03 08?=XX 09?
N3  5140 R 1  address | 01 02?
N4  5200 R 1  city, state, ZIP | 01 02?=@state 03? 04?=@country 07?
REF 5250 S 3  secondary id | 01=G2,LU 02 04?(01=2U 02)

loop 2420D 2400 5000 S 1 line supervising provider
NM1 5000 R 1  name | 01=DQ 02=1 03 04? 05? 07? 08?=XX 09?
REF 5250 S 20 secondary id | 01=0B,1G,G2,LU 02 04?(01=2U 02)

loop 2420E 2400 5000 S 1 ordering provider
NM1 5000 R 1  name | 01=DK 02=1 03 04? 05? 07? 08?=XX 09?
N3  5140 S 1  address | 01 02?
N4  5200 S 1  city, state, ZIP | 01 02?=@state 03? 04?=@country 07?
REF 5250 S 20 secondary id | 01=0B,1G,G2 02 04?(01=2U 02)
PER 5300 S 1  contact | 01=IC 02? 03=EM,FX,TE 04 05?=EM,EX,FX,TE 06? 07?=EM,EX,FX,TE 08?

loop 2420F 2400 5000 S 2 line referring provider
NM1 5000 R 1  name | 01=DN,P3 02=1 03 04? 05? 07? 08?=XX 09?
REF 5250 S 20 secondary id | 01=0B,1G,G2 02 04?(01=2U 02)

loop 2420G 2400 5000 S 1 line ambulance pick-up
NM1 5000 R 1  name | 01=PW 02=2
N3  5140 R 1  address | 01 02?
N4  5200 R 1  city, state, ZIP | 01 02?=@state 03? 04?=@country 07?

loop 2420H 2400 5000 S 1 line ambulance drop-off
NM1 5000 R 1  name | 01=45 02=2 03?
N3  5140 R 1  address | 01 02?
N4  5200 R 1  city, state, ZIP | 01 02?=@state 03? 04?=@country 07?

loop 2430 2400 5400 S 15 line adjudication
SVD 5400 R 1  line adjudication | 01 02 03(01=ER,HC,IV,WK 02 03? 04? 05? 06? 07?) 05<8.3 06?
CAS 5450 S 5  adjustments | 01=CO,CR,OA,PI,PR 02 03 04-19?
DTP 5500 R 1  adjudication or payment | 01=573 02=D8 03
AMT 5505 S 1  remaining liability | 01=EAF 02

loop 2440 2400 5510 S * form
LQ  5510 R 1  form | 01=AS,UT 02
FRM 5520 R 99 form answer | 01 02?=N,W,Y 03? 04? 05?
`;
