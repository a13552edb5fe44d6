/**
 * What the guide of professional claims (837P, 005010X222 with A1) demands at each place, from its structure as open validators publish it and as corrected from
 * practice; the words are ours. Read it with elements.ts, which names the elements and gives types and lengths.
 *
 * `loop ID PARENT POSITION USAGE REPEAT name` begins a loop; its first segment opens it. A segment is
 * `ID POSITION USAGE REPEAT name | elements`. Usage is R required, S situational, - not used; repeat `*` has no limit. Segments (and
 * loops) of one parent stand in the order of their positions; those of the same position in any order. An element is its usage, the
 * codes allowed after `=` (`@state`, `@country`, `@place` are lists of src/codes), and in brackets its components; what is left out
 * at the end is not used. `3*` stands for three of the same. Segments of one id in a loop are told apart by the codes of their first
 * element, or of the one marked `!`.
 *
 * Left to rules of their own: ST03 (x12/version), the frequency CLM05-3 (claim/frequency), what a pointer of SV107 points at
 * (claim/diagnosis-pointer). Ids of the subscriber (NM108, NM109 of 2010BA) are demanded where he is a person.
 */
export const PROFESSIONAL = `
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
NM1  150 R 1  name | R=85 R=1,2 R S S - S S=XX S
N3   250 R 1  address | R S
N4   300 R 1  city, state, ZIP | R S=@state S S=@country - - S
REF  350 R 1  tax id or social security number | R=EI,SY R
REF  350 S 2  license or UPIN | R=0B,1G R
PER  400 S 2  contact | R=IC S R=EM,FX,TE R S=EM,EX,FX,TE S S=EM,EX,FX,TE S

loop 2010AB 2000A 150 S 1 pay-to address
NM1  150 R 1  name | R=87 R=1,2
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
SBR   50 R 1  subscriber information | R=A,B,C,D,E,F,G,H,P,S,T,U S=18 S S S=12,13,14,15,16,41,42,43,47 - - - S=11,12,13,14,15,16,17,AM,BL,CH,CI,DS,FI,HM,LM,MA,MB,MC,OF,TV,VA,WC,ZZ
PAT   70 S 1  patient information | 4*- S=D8 S S=01 S S=Y

loop 2010BA 2000B 150 R 1 subscriber
NM1  150 R 1  name | R=IL R=1,2 R S S - S S=II,MI S
N3   250 S 1  address | R S
N4   300 S 1  city, state, ZIP | R S=@state S S=@country - - S
DMG  320 S 1  birth date and sex | R=D8 R R=F,M,U
REF  350 S 1  social security number | R=SY R
REF  350 S 1  property and casualty number | R=Y4 R
PER  400 S 1  contact | R=IC S R=TE R S=EX S

loop 2010BB 2000B 150 R 1 payer
NM1  150 R 1  name | R=PR R=2 R 4*- R=PI,XV R
N3   250 S 1  address | R S
N4   300 S 1  city, state, ZIP | R S=@state S S=@country - - S
REF  350 S 3  secondary id | R=2U,EI,FY,NF R
REF  350 S 2  secondary id | R=G2,LU R

loop 2000C - 1400 S * patient level
HL    10 R 1  level | R R R=23 R=0
PAT   70 R 1  patient information | R=01,19,20,21,39,40,53,G8 - - - S=D8 S S=01 S S=Y

loop 2010CA 2000C 150 R 1 patient
NM1  150 R 1  name | R=QC R=1 R S S - S
N3   250 R 1  address | R S
N4   300 R 1  city, state, ZIP | R S=@state S S=@country - - S
DMG  320 R 1  birth date and sex | R=D8 R R=F,M,U
REF  350 S 1  property and casualty number | R=Y4 R
REF  350 S 1  member id | R=1W,SY R
PER  400 S 1  contact | R=IC S R=TE R S=EX S

loop 2300 - 1300 S 100 claim
CLM 1300 R 1  claim | R R - - R(R=@place R=B R) R=N,Y R=A,B,C R=N,W,Y R=I,Y S=P S(R=AA,EM,OA S=AA,EM,OA - S=@state S=@country) S=02,03,05,09 7*- S=1,2,3,4,5,6,7,8,9,10,11,15
DTP 1350 S 1  onset of illness | R=431 R=D8 R
DTP 1350 S 1  initial treatment | R=454 R=D8 R
DTP 1350 S 1  last seen | R=304 R=D8 R
DTP 1350 S 1  acute manifestation | R=453 R=D8 R
DTP 1350 S 1  accident | R=439 R=D8 R
DTP 1350 S 1  last menstrual period | R=484 R=D8 R
DTP 1350 S 1  last X-ray | R=455 R=D8 R
DTP 1350 S 1  hearing and vision prescription | R=471 R=D8 R
DTP 1350 S 1  disability | R=314,360,361 R=D8,RD8 R
DTP 1350 S 1  last worked | R=297 R=D8 R
DTP 1350 S 1  return to work | R=296 R=D8 R
DTP 1350 S 1  admission | R=435 R=D8 R
DTP 1350 S 1  discharge | R=096 R=D8 R
DTP 1350 S 2  assumed care | R=090,091 R=D8 R
DTP 1350 S 1  first contact | R=444 R=D8 R
DTP 1350 S 1  received by repricer | R=050 R=D8 R
PWK 1550 S 10 paperwork | R=03,04,05,06,07,08,09,10,11,13,15,21,A3,A4,AM,AS,B2,B3,B4,BR,BS,BT,CB,CK,CT,D2,DA,DB,DG,DJ,DS,EB,HC,HR,I5,IR,LA,M1,MT,NN,OB,OC,OD,OE,OX,OZ,P4,P5,PE,PN,PO,PQ,PY,PZ,RB,RR,RT,RX,SG,V5,XP R=AA,BM,EL,EM,FT,FX - - S=AC S
CN1 1600 S 1  contract | R=01,02,03,04,05,06,09 5*S
AMT 1750 S 1  patient paid | R=F5 R
REF 1800 S 1  service authorization exception | R=4N R=1,2,3,4,5,6,7
REF 1800 S 1  Medicare crossover | R=F5 R=N,Y
REF 1800 S 1  mammography certificate | R=EW R
REF 1800 S 1  referral number | R=9F R
REF 1800 S 1  prior authorization | R=G1 R
REF 1800 S 1  payer claim number | R=F8 R
REF 1800 S 1  CLIA number | R=X4 R
REF 1800 S 1  repriced claim number | R=9A R
REF 1800 S 1  adjusted repriced claim number | R=9C R
REF 1800 S 1  investigational device | R=LX R
REF 1800 S 1  clearinghouse trace number | R=D9 R
REF 1800 S 1  medical record number | R=EA R
REF 1800 S 1  demonstration project | R=P4 R
REF 1800 S 1  care plan oversight | R=1J R
K3  1850 S 10 fixed format text | R
NTE 1900 S 1  note | R=ADD,CER,DCP,DGN,TPO R
CR1 1950 S 1  ambulance transport | S=LB S - R=A,B,C,D,E R=DH R - - S S
CR2 2000 S 1  spinal manipulation | 7*- R=A,C,D,E,F,G,M - S S
CRC 2200 S 3  ambulance | R=07 R=N,Y R=01,04,05,06,07,08,09,12 4*S=01,04,05,06,07,08,09,12
CRC 2200 S 3  vision | R=E1,E2,E3 R=N,Y R=L1,L2,L3,L4,L5 4*S=L1,L2,L3,L4,L5
CRC 2200 S 1  homebound | R=75 R=Y R=IH
CRC 2200 S 1  EPSDT referral | R=ZZ R=N,Y R=AV,NU,S2,ST S=AV,NU,S2,ST S=AV,NU,S2,ST
HI  2310 R 1  diagnoses | R(R=ABK,BK R) 11*S(R=ABF,BF R)
HI  2310 S 1  anesthesia procedure | R(R=BP R) S(R=BO R)
HI  2310 S 2  condition codes | R(R=BG R) 11*S(R=BG R)
HCP 2410 S 1  repricing | R=00,01,02,03,04,05,07,08,09,10,11,12,13,14 R 5*S 5*- S=T1,T2,T3,T4,T5,T6 S=1,2,3,4,5 S=1,2,3,4,5,6

loop 2310A 2300 2500 S 2 referring provider
NM1 2500 R 1  name | R=DN,P3 R=1 R S S - S S=XX S
REF 2710 S 3  secondary id | R=0B,1G,G2 R

loop 2310B 2300 2500 S 1 rendering provider
NM1 2500 R 1  name | R=82 R=1,2 R S S - S S=XX S
PRV 2550 S 1  specialty | R=PE R=PXC R
REF 2710 S 4  secondary id | R=0B,1G,G2,LU R

loop 2310C 2300 2500 S 1 service facility
NM1 2500 R 1  name | R=77 R=2 R 4*- S=XX S
N3  2650 R 1  address | R S
N4  2700 R 1  city, state, ZIP | R S=@state S S=@country - - S
REF 2710 S 3  secondary id | R=0B,G2,LU R
PER 2750 S 1  contact | R=IC S R=TE R S=EX S

loop 2310D 2300 2500 S 1 supervising provider
NM1 2500 R 1  name | R=DQ R=1 R S S - S S=XX S
REF 2710 S 4  secondary id | R=0B,1G,G2,LU R

loop 2310E 2300 2500 S 1 ambulance pick-up
NM1 2500 R 1  name | R=PW R=2
N3  2650 R 1  address | R S
N4  2700 R 1  city, state, ZIP | R S=@state S S=@country - - S

loop 2310F 2300 2500 S 1 ambulance drop-off
NM1 2500 R 1  name | R=45 R=2 S
N3  2650 R 1  address | R S
N4  2700 R 1  city, state, ZIP | R S=@state S S=@country - - S

loop 2320 2300 2900 S 10 other subscriber
SBR 2900 R 1  subscriber information | R=A,B,C,D,E,F,G,H,P,S,T,U R=01,18,19,20,21,39,40,53,G8 S S S=12,13,14,15,16,41,42,43,47 - - - S=11,12,13,14,15,16,17,AM,BL,CH,CI,DS,FI,HM,LM,MA,MB,MC,OF,TV,VA,WC,ZZ
CAS 2950 S 5  adjustments | R=CO,CR,OA,PI,PR R R 16*S
AMT 3000 S 1  payer paid | R=D R
AMT 3000 S 1  non-covered charge | R=A8 R
AMT 3000 S 1  remaining liability | R=EAF R
OI  3100 R 1  other coverage | - - R=N,W,Y S=P - R=I,Y
MOA 3200 S 1  outpatient adjudication | 9*S

loop 2330A 2320 3250 R 1 other subscriber name
NM1 3250 R 1  name | R=IL R=1,2 R S S - S R=II,MI R
N3  3320 S 1  address | R S
N4  3400 S 1  city, state, ZIP | R S=@state S S=@country - - S
REF 3550 S 1  social security number | R=SY R

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

loop 2330C 2320 3250 S 2 other payer referring provider
NM1 3250 R 1  name | R=DN,P3 R=1
REF 3550 R 3  secondary id | R=0B,1G,G2 R

loop 2330D 2320 3250 S 1 other payer rendering provider
NM1 3250 R 1  name | R=82 R=1,2
REF 3550 R 3  secondary id | R=0B,1G,G2,LU R

loop 2330E 2320 3250 S 1 other payer service facility
NM1 3250 R 1  name | R=77 R=2
REF 3550 R 3  secondary id | R=0B,G2,LU R

loop 2330F 2320 3250 S 1 other payer supervising provider
NM1 3250 R 1  name | R=DQ R=1
REF 3550 R 3  secondary id | R=0B,1G,G2,LU R

loop 2330G 2320 3250 S 1 other payer billing provider
NM1 3250 R 1  name | R=85 R=1,2
REF 3550 R 2  secondary id | R=G2,LU R

loop 2400 2300 3650 R 50 service line
LX  3650 R 1  line number | R
SV1 3700 R 1  professional service | R(R=ER,HC,IV,WK R S S S S S) R R=MJ,UN R S=@place - R(R S S S) - S=Y - S=Y S=Y - - S=0
SV5 4000 S 1  equipment service | R(R=HC R) R=DA R R R R=1,4,6
PWK 4200 S 10 paperwork | R=03,04,05,06,07,08,09,10,11,13,15,21,A3,A4,AM,AS,B2,B3,B4,BR,BS,BT,CB,CK,CT,D2,DA,DB,DG,DJ,DS,EB,HC,HR,I5,IR,LA,M1,MT,NN,OB,OC,OD,OE,OX,OZ,P4,P5,PE,PN,PO,PQ,PY,PZ,RB,RR,RT,RX,SG,V5,XP R!=AA,BM,EL,EM,FT,FX - - S=AC S
PWK 4200 S 1  certificate of medical necessity | R=CT R!=AB,AD,AF,AG,NS
CR1 4250 S 1  ambulance transport | S=LB S - R=A,B,C,D,E R=DH R - - S S
CR3 4350 S 1  equipment certification | R=I,R,S R=MO R
CRC 4500 S 3  ambulance | R=07 R=N,Y R=01,04,05,06,07,08,09,12 4*S=01,04,05,06,07,08,09,12
CRC 4500 S 1  hospice employee | R=70 R=N,Y R=65
CRC 4500 S 1  equipment condition | R=09 R=N,Y R=38,ZV S=38,ZV
DTP 4550 R 1  date of service | R=472 R=D8,RD8 R
DTP 4550 S 1  hearing and vision prescription | R=471 R=D8 R
DTP 4550 S 1  certification revision | R=607 R=D8 R
DTP 4550 S 1  begin of therapy | R=463 R=D8 R
DTP 4550 S 1  last certification | R=461 R=D8 R
DTP 4550 S 1  last seen | R=304 R=D8 R
DTP 4550 S 2  hemoglobin test | R=738,739 R=D8 R
DTP 4550 S 1  shipped | R=011 R=D8 R
DTP 4550 S 1  last X-ray | R=455 R=D8 R
DTP 4550 S 1  initial treatment | R=454 R=D8 R
QTY 4600 S 1  ambulance patients | R=PT R
QTY 4600 S 1  obstetric units | R=FL R
MEA 4620 S 5  test result | R=OG,TR R=HT,R1,R2,R3,R4 R
CN1 4650 S 1  contract | R=01,02,03,04,05,06,09 5*S
REF 4700 S 1  repriced line number | R=9B R
REF 4700 S 1  adjusted repriced line number | R=9D R
REF 4700 S 5  prior authorization | R=G1 R - S(R=2U R)
REF 4700 S 1  line control number | R=6R R
REF 4700 S 1  mammography certificate | R=EW R
REF 4700 S 1  CLIA number | R=X4 R
REF 4700 S 1  referring CLIA number | R=F4 R
REF 4700 S 1  immunization batch | R=BT R
REF 4700 S 5  referral number | R=9F R - S(R=2U R)
AMT 4750 S 1  sales tax | R=T R
AMT 4750 S 1  postage claimed | R=F4 R
K3  4800 S 10 fixed format text | R
NTE 4850 S 1  note | R=ADD,DCP R
NTE 4850 S 1  repricer note | R=TPO R
PS1 4880 S 1  purchased service | R R
HCP 4920 S 1  repricing | R=00,01,02,03,04,05,06,07,08,09,10,11,12,13,14 R 5*S - S=ER,HC,IV,WK S S=MJ,UN S S=T1,T2,T3,T4,T5,T6 S=1,2,3,4,5 S=1,2,3,4,5,6

loop 2410 2400 4930 S 1 drug
LIN 4930 R 1  drug | - R=EN,EO,HI,N4,ON,UK,UP R
CTP 4940 R 1  drug quantity | - - - R R(R=F2,GR,ME,ML,UN)
REF 4950 S 1  link sequence number | R=VY,XZ R

loop 2420A 2400 5000 S 1 line rendering provider
NM1 5000 R 1  name | R=82 R=1,2 R S S - S S=XX S
PRV 5050 S 1  specialty | R=PE R=PXC R
REF 5250 S 20 secondary id | R=0B,1G,G2,LU R - S(R=2U R)

loop 2420B 2400 5000 S 1 purchased service provider
NM1 5000 R 1  name | R=QB R=1,2 5*- S=XX S
REF 5250 S 20 secondary id | R=0B,1G,G2 R - S(R=2U R)

loop 2420C 2400 5000 S 1 line service facility
NM1 5000 R 1  name | R=77 R=2 R 4*- S=XX S
N3  5140 R 1  address | R S
N4  5200 R 1  city, state, ZIP | R S=@state S S=@country - - S
REF 5250 S 3  secondary id | R=G2,LU R - S(R=2U R)

loop 2420D 2400 5000 S 1 line supervising provider
NM1 5000 R 1  name | R=DQ R=1 R S S - S S=XX S
REF 5250 S 20 secondary id | R=0B,1G,G2,LU R - S(R=2U R)

loop 2420E 2400 5000 S 1 ordering provider
NM1 5000 R 1  name | R=DK R=1 R S S - S S=XX S
N3  5140 S 1  address | R S
N4  5200 S 1  city, state, ZIP | R S=@state S S=@country - - S
REF 5250 S 20 secondary id | R=0B,1G,G2 R - S(R=2U R)
PER 5300 S 1  contact | R=IC S R=EM,FX,TE R S=EM,EX,FX,TE S S=EM,EX,FX,TE S

loop 2420F 2400 5000 S 2 line referring provider
NM1 5000 R 1  name | R=DN,P3 R=1 R S S - S S=XX S
REF 5250 S 20 secondary id | R=0B,1G,G2 R - S(R=2U R)

loop 2420G 2400 5000 S 1 line ambulance pick-up
NM1 5000 R 1  name | R=PW R=2
N3  5140 R 1  address | R S
N4  5200 R 1  city, state, ZIP | R S=@state S S=@country - - S

loop 2420H 2400 5000 S 1 line ambulance drop-off
NM1 5000 R 1  name | R=45 R=2 S
N3  5140 R 1  address | R S
N4  5200 R 1  city, state, ZIP | R S=@state S S=@country - - S

loop 2430 2400 5400 S 15 line adjudication
SVD 5400 R 1  line adjudication | R R R(R=ER,HC,IV,WK R S S S S S) - R S
CAS 5450 S 5  adjustments | R=CO,CR,OA,PI,PR R R 16*S
DTP 5500 R 1  adjudication or payment | R=573 R=D8 R
AMT 5505 S 1  remaining liability | R=EAF R

loop 2440 2400 5510 S * form
LQ  5510 R 1  form | R=AS,UT R
FRM 5520 R 99 form answer | R S=N,W,Y S S S
`;
