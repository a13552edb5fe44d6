#!/usr/bin/env node
// Writes conformant 837P (005010X222A1) and 837I (005010X223A2) files of any size, the same bytes for the same options.
//
//   node test/bench/generate.mjs --type P --bytes 100MB --out claims.edi
//
// Plain JavaScript, because Node 20 runs no TypeScript and the bench must need no build of its own. Everything in a generated
// file is invented: nobody has these names, numbers or diseases.
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/**
 * What to write. Either `bytes` (the file ends with the first claim that passes it) or `claims` sets the size.
 *
 * @typedef {object} GenerateOptions
 * @property {'P' | 'I'} [type] Professional (default) or institutional.
 * @property {number} [bytes] Size to reach.
 * @property {number} [claims] Number of claims; wins over `bytes`.
 * @property {number} [seed] Another seed gives another file (default 1).
 * @property {number} [claimsPerSet] Claims in one ST-SE, at most 5000 (default).
 * @property {'one' | 'several'} [providers] One billing provider in the file, or a new one every 400 claims (default).
 * @property {'few' | 'distinct' | number} [patients] `few` (default): each patient has one to three visits in the file; `distinct`:
 *   each claim has a patient of its own; a number: the claims go round that many patients.
 * @property {number} [apart] Days between two visits of a patient (default 28). Less than 28 gives findings for urticaria, less than 14 for all.
 * @property {number} [xolair] Share of Xolair claims, 0 to 1 (default 0.5).
 * @property {number} [broken] Share of claims with one fault, 0 to 1 (default 0).
 * @property {string} [isaDate] Date of the interchange, yyyymmdd (default 20261102). Services are within the eleven months before.
 * @property {string} [eol] Written behind each segment terminator (default a line feed).
 * @property {readonly [element: string, component: string, repetition: string, segment: string]} [separators] Default `* : ^ ~`.
 */

/**
 * What was written.
 *
 * @typedef {object} Generated
 * @property {number} bytes
 * @property {number} segments All segments, ISA and IEA included.
 * @property {number} transactions
 * @property {number} claims
 * @property {number} xolairClaims
 * @property {number} serviceLines
 * @property {Record<string, number>} expected Findings that the faults give, by rule; empty for a clean file.
 */

const DAY = 86_400_000;
/** Services are at most this many days before the interchange. A run of visits that is longer starts anew. */
const REACH = 330;
const CHUNK = 1 << 18;
const GUIDE = { P: '005010X222A1', I: '005010X223A2' };
const FIRST = ['ALEX', 'BLAIR', 'CASEY', 'DREW', 'ELLIS', 'FINLEY', 'GRAY', 'HARPER', 'INDIGO', 'JULES', 'KAI', 'LANE'];
const LAST = ['TESTER', 'SAMPLE', 'SPECIMEN', 'MOCKUP', 'PLACEHOLDER', 'NOBODY', 'FICTION', 'DUMMY', 'INVENTED', 'EXAMPLE'];
const STREETS = ['NOWHERE ST', 'INVENTED AVE', 'SAMPLE RD', 'PLACEHOLDER LN', 'EXAMPLE BLVD'];
const CITIES = ['DENVER*CO*80203', 'BOISE*ID*83702', 'AUSTIN*TX*787011234', 'DOVER*DE*19901', 'SALEM*OR*97301'];

/** Payers: id, name, SBR09 on a professional and on an institutional claim, whether prior authorisation is asked for. */
const PAYERS = [
  ['90001', 'INVENTED MUTUAL', 'CI', 'CI', true],
  ['90002', 'SAMPLE BLUE PLAN', 'BL', 'BL', true],
  ['90003', 'EXAMPLE HEALTH HMO', 'HM', 'HM', true],
  ['90004', 'MADE UP MEDICARE', 'MB', 'MA', false],
  ['90005', 'MADE UP ADVANTAGE', '16', '16', true],
  ['90006', 'MADE UP MEDICAID', 'MC', 'MC', true],
  ['90007', 'FICTION PPO', '12', '12', true],
];

/** Indications: code of the diagnosis, ages of its patients, doses in units (one administration). */
const INDICATIONS = [
  ['J4550', 8, 78, [15, 30, 45, 60, 75]],
  ['J4540', 13, 78, [15, 30, 45, 60, 75]],
  ['J4551', 20, 78, [30, 60]],
  ['L501', 14, 78, [30, 60]],
  ['J330', 20, 78, [30, 60, 90, 105, 120]],
  ['Z91010', 3, 60, [15, 30, 60, 90, 120]],
];

/** Xolair containers by units: NDC, CTP04, CTP05-1. Largest first; a dose is made of as few as possible. */
const CONTAINERS = [
  [60, '50242022701', 2, 'ML'],
  [30, '50242021503', 1, 'ML'],
  [15, '50242021403', 0.5, 'ML'],
];

const COMORBIDITIES = ['J309', 'I10', 'E119', 'K219', 'E785', 'R0602', 'Z87891', 'J3089', 'M5450', 'E669'];
const ORDINARY = ['I10', 'E119', 'J069', 'M170', 'K219', 'E785', 'R051', 'N390', 'H6690', 'Z0000'];
const LABS = ['85025', '80053', '82785', '83036', '86003', '80061', '84443', '94010'];
/** Drugs that are no Xolair: procedure, cents a unit, highest units, NDC, CTP04 of one unit, CTP05-1. */
const DRUGS = [
  ['J3420', 1250, 1, '99999000101', 1, 'ML'],
  ['J1100', 95, 8, '99999000202', 0.25, 'ML'],
  ['J0696', 410, 4, '99999000303', 0.25, 'UN'],
];

/** @param {number} seed Numbers in [0, 1) (mulberry32). */
function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * An NPI with its check digit: Luhn over 80840 and nine digits.
 *
 * @param {number} nine
 */
export function npi(nine) {
  const digits = `80840${String(nine).padStart(9, '0')}`;
  let sum = 0;
  for (let i = digits.length - 1, double = true; i >= 0; i--, double = !double) {
    const digit = Number(digits[i]) * (double ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return `${digits.slice(5)}${(10 - (sum % 10)) % 10}`;
}

/** @param {string} text Date yyyymmdd to days since 1970. */
const toDays = (text) => Date.UTC(Number(text.slice(0, 4)), Number(text.slice(4, 6)) - 1, Number(text.slice(6))) / DAY;

/** @type {Map<number, string>} */
const dates = new Map();
/** @param {number} days Days since 1970 to yyyymmdd. */
function toDate(days) {
  let text = dates.get(days);
  if (text === undefined) {
    text = new Date(days * DAY).toISOString().slice(0, 10).replaceAll('-', '');
    dates.set(days, text);
  }
  return text;
}

/** @param {number} cents */
function money(cents) {
  if (cents % 100 === 0) return String(cents / 100);
  return (cents / 100).toFixed(2).replace(/0$/, '');
}

/** @param {number} quantity */
const decimal = (quantity) => String(Math.round(quantity * 1000) / 1000);

/**
 * @typedef {object} Line
 * @property {string} code Procedure and its modifiers, with colons; '' on an institutional line without one.
 * @property {number} cents
 * @property {number} units
 * @property {string} revenue
 * @property {string} pointer
 * @property {string} [basis]
 * @property {[ndc: string, quantity: string, unit: string]} [drug]
 */

/**
 * One fault, put into the lines of a clean Xolair claim, and the rule that must find it.
 *
 * @type {readonly { rule: string, apply(claim: { lines: Line[], diagnoses: string[], extra: number }, type: 'P' | 'I'): void }[]}
 */
const FAULTS = [
  {
    rule: 'xolair/unit-count',
    apply(claim) {
      claim.lines = claim.lines.filter((line, i) => i === 0 || !line.code.startsWith('J2357'));
      claim.lines[0].units = 1;
    },
  },
  {
    rule: 'xolair/admin-present',
    apply(claim) {
      claim.lines = claim.lines.filter((line) => line.code !== '96372');
    },
  },
  {
    rule: 'xolair/em-modifier-25',
    apply(claim, type) {
      claim.lines = claim.lines.filter((line) => !line.code.includes(':25'));
      claim.lines.push({ code: type === 'P' ? '99213' : 'G0463', cents: 14250, units: 1, revenue: '0510', pointer: '1' });
    },
  },
  {
    rule: 'xolair/diagnosis',
    apply(claim) {
      claim.diagnoses = ['R062'];
      for (const line of claim.lines) line.pointer = '1';
    },
  },
  {
    rule: 'xolair/admin-count',
    apply(claim) {
      for (const line of claim.lines) if (line.code === '96372') line.units = 9;
    },
  },
  {
    rule: 'xolair/ndc-product',
    apply(claim) {
      claim.lines = claim.lines.filter((line, i) => i === 0 || !line.code.startsWith('J2357'));
      claim.lines[0].units = 60;
      claim.lines[0].drug = ['00002597501', '2', 'ML'];
    },
  },
  {
    rule: 'xolair/admin-code',
    apply(claim) {
      for (const line of claim.lines) if (line.code === '96372') line.code = '96365';
    },
  },
  {
    rule: 'claim/balance',
    apply(claim) {
      claim.extra = 1;
    },
  },
];

/** The file being written: text that is not yet handed on, and what is counted. */
class Writer {
  text = '';
  handed = 0;
  setSegments = 0;
  /** @type {Generated} */
  counts = { bytes: 0, segments: 0, transactions: 0, claims: 0, xolairClaims: 0, serviceLines: 0, expected: {} };
  #end;
  #map;

  /** @param {readonly [string, string, string, string]} separators @param {string} eol */
  constructor(separators, eol) {
    this.#end = separators[3] + eol;
    const [element, component] = separators;
    // The separators never occur in the values of a generated file, so that they can be put in last.
    this.#map = element === '*' && component === ':' ? undefined : { '*': element, ':': component };
  }

  /** @param {string} segment Written with `*` and `:`. */
  put(segment) {
    const map = this.#map;
    this.text += (map ? segment.replace(/[*:]/g, (mark) => map[/** @type {'*' | ':'} */ (mark)]) : segment) + this.#end;
    this.counts.segments++;
    this.setSegments++;
  }

  get bytes() {
    return this.handed + this.text.length;
  }

  /** Gives away what is written so far. */
  take() {
    const { text } = this;
    this.handed += text.length;
    this.text = '';
    return text;
  }
}

/**
 * The file in pieces of about 256 KiB of ASCII; its return value says what is in it.
 *
 * @param {GenerateOptions} [options]
 * @returns {Generator<string, Generated, void>}
 */
export function* generate(options = {}) {
  const { type = 'P', seed = 1, providers = 'several', patients = 'few', apart = 28, xolair = 0.5, broken = 0 } = options;
  const { isaDate = '20261102', eol = '\n', separators = ['*', ':', '^', '~'] } = options;
  const claimLimit = options.claims ?? Number.POSITIVE_INFINITY;
  const byteLimit = options.claims !== undefined ? Number.POSITIVE_INFINITY : (options.bytes ?? 1_000_000);
  const claimsPerSet = Math.min(Math.max(options.claimsPerSet ?? 5000, 1), 5000);
  const isP = type === 'P';
  const next = random(seed);
  /** @template T @param {readonly T[]} list @returns {T} */
  const pick = (list) => /** @type {T} */ (list[Math.floor(next() * list.length)]);
  /** @param {number} from @param {number} to Both included. */
  const between = (from, to) => from + Math.floor(next() * (to - from + 1));
  const out = new Writer(separators, eol);
  const { counts } = out;
  const today = toDays(isaDate);
  const control = '000000101';

  let hl = 0;
  let provider = 0;
  let providerHl = 0;
  let claimsOfProvider = 0;
  /** @type {ReturnType<typeof newPatient> | undefined} */
  let patient;
  let visitsLeft = 0;

  /** @param {number} serial Everything about a patient follows from the serial number, so that it comes back the same. */
  function newPatient(serial) {
    const own = random(seed * 7919 + serial * 104729);
    const indication = INDICATIONS[Math.floor(own() * INDICATIONS.length)] ?? INDICATIONS[0];
    const [, youngest, oldest] = indication;
    const age = youngest + Math.floor(own() * (oldest - youngest));
    const payers = age >= 65 ? PAYERS : PAYERS.filter((payer) => payer[4]);
    const payer = payers[Math.floor(own() * payers.length)] ?? PAYERS[0];
    // Everybody on Medicare is the subscriber.
    const dependent = payer[4] === true && (age < 19 || own() < 0.08);
    return {
      serial,
      indication,
      payer,
      dependent,
      member: `ZZ${String(serial).padStart(9, '0')}`,
      last: `${LAST[serial % LAST.length]}`,
      first: `${FIRST[(serial >> 3) % FIRST.length]}`,
      street: `${100 + (serial % 9900)} ${STREETS[serial % STREETS.length]}`,
      city: CITIES[serial % CITIES.length],
      born: toDate(today - Math.floor((age + 0.99) * 365.25) + Math.floor(own() * 20)),
      gender: own() < 0.5 ? 'F' : 'M',
      dose: indication[3][Math.floor(own() * indication[3].length)] ?? 30,
      otherPayer: own() < 0.2 ? PAYERS.slice(0, 3).find((other) => other !== payer && own() < 0.7) : undefined,
      start: 1 + Math.floor(own() * 27),
      visits: 1 + Math.floor(own() * 3),
      seen: 0,
    };
  }

  /** @type {Map<number, ReturnType<typeof newPatient>>} Patients that come back. */
  const known = new Map();

  function nextPatient() {
    if (typeof patients === 'number') {
      const serial = counts.claims % patients;
      let found = known.get(serial);
      if (!found) {
        found = newPatient(serial);
        known.set(serial, found);
      }
      return found;
    }
    if (patient && visitsLeft > 0) {
      visitsLeft--;
      return patient;
    }
    const found = newPatient(counts.claims);
    visitsLeft = patients === 'few' ? found.visits - 1 : 0;
    return found;
  }

  function putProvider() {
    provider++;
    claimsOfProvider = 0;
    providerHl = ++hl;
    out.put(`HL*${hl}**20*1`);
    out.put(`PRV*BI*PXC*${isP ? '207K00000X' : '282N00000X'}`);
    out.put(`NM1*85*2*INVENTED ${isP ? 'ALLERGY CLINIC' : 'HOSPITAL'} ${provider}*****XX*${npi(100000000 + provider)}`);
    out.put(`N3*${provider} SAMPLE PLAZA`);
    out.put('N4*DENVER*CO*802021234');
    out.put(`REF*EI*00${String(1000000 + provider)}`);
    out.put(`PER*IC*BILLING OFFICE*TE*5555550101*EX*${100 + provider}`);
  }

  /** @param {NonNullable<typeof patient>} who */
  function putPatient(who) {
    const [payerId, payerName, filingP, filingI] = who.payer;
    const subscriberHl = ++hl;
    // Why Medicare pays after another: the patient still works.
    const insurance = isP && filingP === 'MB' && who.otherPayer ? '12' : '';
    out.put(`HL*${hl}*${providerHl}*22*${who.dependent ? 1 : 0}`);
    out.put(
      `SBR*${who.otherPayer ? 'S' : 'P'}*${who.dependent ? '' : '18'}*GRP${1000 + (who.serial % 500)}**${insurance}****${isP ? filingP : filingI}`,
    );
    out.put(`NM1*IL*1*${who.last}*${who.dependent ? 'PARENT' : who.first}****MI*${who.member}`);
    if (!who.dependent) {
      out.put(`N3*${who.street}`);
      out.put(`N4*${who.city}`);
      out.put(`DMG*D8*${who.born}*${who.gender}`);
    }
    out.put(`NM1*PR*2*${payerName}*****PI*${payerId}`);
    out.put('N3*PO BOX 1');
    out.put('N4*DENVER*CO*80201');
    if (!who.dependent) return;
    out.put(`HL*${++hl}*${subscriberHl}*23*0`);
    out.put('PAT*19');
    out.put(`NM1*QC*1*${who.last}*${who.first}`);
    out.put(`N3*${who.street}`);
    out.put(`N4*${who.city}`);
    out.put(`DMG*D8*${who.born}*${who.gender}`);
  }

  /** @param {NonNullable<typeof patient>} who @returns {Line[]} */
  function xolairLines(who) {
    /** @type {Line[]} */
    const lines = [];
    let left = who.dose;
    for (const [units, ndc, quantity, unit] of CONTAINERS) {
      const count = Math.floor(left / units);
      if (count === 0) continue;
      left -= count * units;
      const drug = /** @type {[string, string, string]} */ ([ndc, decimal(count * quantity), unit]);
      lines.push({ code: 'J2357:JZ', cents: count * units * 4350, units: count * units, revenue: '0636', pointer: '1', drug });
    }
    lines.push({ code: '96372', cents: 6400, units: 1, revenue: '0510', pointer: '1' });
    if (next() < 0.4) {
      const code = isP ? pick(['99213', '99214', '99212']) : 'G0463';
      lines.push({ code: `${code}:25`, cents: 14250, units: 1, revenue: '0510', pointer: '1:2' });
    }
    if (next() < 0.5) lines.push({ code: '94010', cents: 5525, units: 1, revenue: '0460', pointer: '1' });
    return lines;
  }

  /** @returns {Line[]} */
  function ordinaryLines() {
    /** @type {Line[]} */
    const lines = [];
    const visit = isP ? pick(['99212', '99213', '99214', '99215']) : 'G0463';
    lines.push({ code: visit, cents: 9000 + 25 * between(0, 600), units: 1, revenue: '0510', pointer: '1' });
    const first = between(0, LABS.length - 1);
    const labs = between(2, 6);
    for (let i = 0; i < labs; i++) {
      const code = LABS[(first + i) % LABS.length] ?? '85025';
      lines.push({ code, cents: 1500 + 5 * between(0, 900), units: 1, revenue: '0300', pointer: i % 2 ? '2' : '1:2' });
    }
    if (next() < 0.3) {
      const [code, cents, most, ndc, quantity, unit] = pick(DRUGS);
      const units = between(1, most);
      lines[0].code += ':25';
      lines.push({ code: '96372', cents: 4800, units: 1, revenue: '0510', pointer: '1' });
      lines.push({
        code,
        cents: cents * units,
        units,
        revenue: '0636',
        pointer: '1',
        drug: [ndc, decimal(units * quantity), unit],
      });
    }
    return lines;
  }

  /** A stay in hospital: lines without procedure, diagnoses with the present-on-admission mark. @param {number} days @returns {Line[]} */
  function stayLines(days) {
    return [
      { code: '', cents: 185000 * days, units: days, revenue: '0120', pointer: '', basis: 'DA' },
      { code: '', cents: 4000 + 5 * between(0, 9000), units: between(1, 40), revenue: '0250', pointer: '' },
      { code: '', cents: 9000 + 5 * between(0, 9000), units: between(1, 9), revenue: '0300', pointer: '' },
    ];
  }

  function putClaim() {
    const visitOfPatient = patient;
    const who = nextPatient();
    if (claimsOfProvider === 0 || who !== visitOfPatient || who.seen % 100 === 0) putPatient(who);
    patient = who;
    const dos = today - ((who.start + who.seen * apart) % REACH) - 1;
    who.seen++;
    claimsOfProvider++;
    const ordinal = ++counts.claims;
    const isXolair = next() < xolair;
    const stay = !isP && !isXolair && next() < 0.15 ? between(2, 6) : 0;
    const claim = {
      lines: isXolair ? xolairLines(who) : stay > 0 ? stayLines(stay) : ordinaryLines(),
      diagnoses: isXolair ? [who.indication[0]] : [ORDINARY[ordinal % ORDINARY.length] ?? 'I10'],
      extra: 0,
    };
    const others = between(1, 3);
    const start = between(0, COMORBIDITIES.length - 1);
    for (let i = 0; i < others; i++) {
      const code = COMORBIDITIES[(start + i) % COMORBIDITIES.length] ?? 'J309';
      if (!claim.diagnoses.includes(code)) claim.diagnoses.push(code);
    }
    // A second pointer needs a second diagnosis.
    if (claim.diagnoses.length === 1) claim.diagnoses.push('Z7952');
    if (next() < broken) {
      const fault = isXolair ? pick(FAULTS) : FAULTS[FAULTS.length - 1];
      fault.apply(claim, type);
      counts.expected[fault.rule] = (counts.expected[fault.rule] ?? 0) + 1;
    }
    if (isXolair) counts.xolairClaims++;
    putClaimBody(who, ordinal, dos, stay, claim);
  }

  /**
   * @param {NonNullable<typeof patient>} who @param {number} ordinal @param {number} dos @param {number} stay Days in hospital, or 0.
   * @param {{ lines: Line[], diagnoses: string[], extra: number }} claim
   */
  function putClaimBody(who, ordinal, dos, stay, claim) {
    const { lines, diagnoses } = claim;
    const date = toDate(dos);
    const total = lines.reduce((sum, line) => sum + line.cents, 0);
    const number = `TEST${String(ordinal).padStart(8, '0')}`;
    const doctor = npi(200000000 + provider * 10 + (ordinal % 7));
    const first = Math.max(dos - stay, today - REACH - 20);
    const from = stay > 0 ? toDate(first) : date;
    if (isP) {
      out.put(`CLM*${number}*${money(total + claim.extra)}***11:B:1*Y*A*Y*Y`);
      out.put(`DTP*431*D8*${toDate(dos - 400 - (ordinal % 300))}`);
    } else {
      out.put(`CLM*${number}*${money(total + claim.extra)}***${stay > 0 ? '11' : '13'}:A:1**A*Y*Y`);
      if (stay > 0) out.put('DTP*096*TM*1100');
      out.put(`DTP*434*RD8*${from}-${date}`);
      if (stay > 0) out.put(`DTP*435*DT*${from}0915`);
      out.put(stay > 0 ? 'CL1*1*1*01' : 'CL1*3*1*01');
    }
    if (who.payer[4]) out.put(`REF*G1*AUTH${String(ordinal).padStart(7, '0')}`);
    out.put(`REF*D9*CLEAR${String(ordinal).padStart(10, '0')}`);
    out.put(`REF*EA*CHART${String(who.serial).padStart(6, '0')}`);
    if (ordinal % 2) out.put('NTE*ADD*INVENTED CLAIM FOR MEASURING');
    putDiagnoses(diagnoses, stay > 0);
    if (!isP) {
      out.put(`NM1*71*1*ATTENDING*${FIRST[ordinal % FIRST.length]}****XX*${doctor}`);
      out.put('PRV*AT*PXC*207K00000X');
    } else {
      if (ordinal % 3 === 0) out.put(`NM1*DN*1*REFERRER*${FIRST[ordinal % 5]}****XX*${npi(130000000 + (ordinal % 40))}`);
      out.put(`NM1*82*1*RENDERER*${FIRST[ordinal % FIRST.length]}****XX*${doctor}`);
      out.put('PRV*PE*PXC*207K00000X');
      out.put(`NM1*77*2*INVENTED SITE ${provider}*****XX*${npi(140000000 + provider)}`);
      out.put('N3*7 SAMPLE PLAZA');
      out.put('N4*DENVER*CO*802021234');
    }
    const paid = who.otherPayer ? lines.map((line) => Math.floor(line.cents * 0.6)) : [];
    if (who.otherPayer) putOtherPayer(who, paid);
    for (let i = 0; i < lines.length; i++)
      putLine(/** @type {Line} */ (lines[i]), i, ordinal, stay > 0 ? '' : date, who, dos, paid[i]);
    counts.serviceLines += lines.length;
  }

  /** @param {string[]} codes @param {boolean} stay */
  function putDiagnoses(codes, stay) {
    const mark = stay ? ':::::::Y' : '';
    if (isP) out.put(`HI*${codes.map((code, i) => `${i === 0 ? 'ABK' : 'ABF'}:${code}`).join('*')}`);
    else {
      out.put(`HI*ABK:${codes[0]}${mark}`);
      if (stay) out.put(`HI*ABJ:${codes[0]}`);
      const others = codes.slice(1).map((code) => `ABF:${code}${mark}`);
      if (others.length > 0) out.put(`HI*${others.join('*')}`);
    }
  }

  /** @param {NonNullable<typeof patient>} who @param {number[]} paid Cents that the first payer paid, by line. */
  function putOtherPayer(who, paid) {
    const [id, name, filingP, filingI] = who.otherPayer ?? PAYERS[0];
    out.put(`SBR*P*${who.dependent ? 19 : 18}*GRP${2000 + (who.serial % 500)}******${isP ? filingP : filingI}`);
    out.put(`AMT*D*${money(paid.reduce((sum, cents) => sum + cents, 0))}`);
    out.put('OI***Y***Y');
    out.put(`NM1*IL*1*${who.last}*${who.dependent ? 'PARENT' : who.first}****MI*YY${String(who.serial).padStart(9, '0')}`);
    out.put(`N3*${who.street}`);
    out.put(`N4*${who.city}`);
    out.put(`NM1*PR*2*${name}*****PI*${id}`);
    out.put('N3*PO BOX 2');
    out.put('N4*DENVER*CO*80201');
  }

  /**
   * @param {Line} line @param {number} index @param {number} ordinal @param {string} date '' where the statement's dates stand for it.
   * @param {NonNullable<typeof patient>} who @param {number} dos @param {number | undefined} paid
   */
  function putLine(line, index, ordinal, date, who, dos, paid) {
    const procedure = line.code === '' ? '' : `HC:${line.code}`;
    const { cents, units, basis = 'UN' } = line;
    out.put(`LX*${index + 1}`);
    if (isP) out.put(`SV1*${procedure}*${money(cents)}*${basis}*${units}***${line.pointer}`);
    else out.put(`SV2*${line.revenue}*${procedure}*${money(cents)}*${basis}*${units}`);
    if (date !== '') out.put(`DTP*472*D8*${date}`);
    out.put(`REF*6R*${ordinal}L${index + 1}`);
    if (line.drug) {
      out.put(`LIN**N4*${line.drug[0]}`);
      out.put(`CTP****${line.drug[1]}*${line.drug[2]}`);
    }
    if (paid === undefined || !who.otherPayer) return;
    const rest = cents - paid;
    const share = Math.floor(rest / 4);
    const revenue = isP ? '' : line.revenue;
    out.put(`SVD*${who.otherPayer[0]}*${money(paid)}*${procedure}*${revenue}*${units}`);
    out.put(`CAS*CO*45*${money(rest - share)}`);
    if (share > 0) out.put(`CAS*PR*2*${money(share)}`);
    out.put(`DTP*573*D8*${toDate(Math.min(dos + 1, today))}`);
  }

  out.put(
    `ISA*00*          *00*          *ZZ*INVENTEDSENDER *ZZ*INVENTEDRECEIVR*${isaDate.slice(2)}*1200*${separators[2]}*00501*${control}*0*P*:`,
  );
  out.put(`GS*HC*INVENTEDSENDER*INVENTEDRECEIVR*${isaDate}*1200*1*X*${GUIDE[type]}`);
  while (counts.claims < claimLimit && (out.bytes < byteLimit || counts.claims === 0)) {
    const set = String(++counts.transactions).padStart(4, '0');
    out.setSegments = 0;
    hl = 0;
    patient = undefined;
    visitsLeft = 0;
    out.put(`ST*837*${set}*${GUIDE[type]}`);
    out.put(`BHT*0019*00*BATCH${set}*${isaDate}*1200*CH`);
    out.put('NM1*41*2*INVENTED SENDER*****46*INVENTED01');
    out.put('PER*IC*HELP DESK*TE*5555550100');
    out.put('NM1*40*2*INVENTED RECEIVER*****46*INVENTED02');
    if (providers === 'one') provider = 0;
    putProvider();
    const last = Math.min(counts.claims + claimsPerSet, claimLimit);
    while (counts.claims < last && (out.bytes < byteLimit || counts.claims === 0)) {
      if (providers === 'several' && claimsOfProvider >= 400 && visitsLeft === 0) putProvider();
      putClaim();
      if (out.text.length >= CHUNK) yield out.take();
    }
    out.put(`SE*${out.setSegments + 1}*${set}`);
  }
  out.put(`GE*${counts.transactions}*1`);
  out.put(`IEA*1*${control}`);
  yield out.take();
  counts.bytes = out.handed;
  return counts;
}

/**
 * The whole file as one text, for small files.
 *
 * @param {GenerateOptions} [options]
 * @returns {Generated & { text: string }}
 */
export function generateText(options) {
  const pieces = generate(options);
  let text = '';
  for (;;) {
    const { value, done } = pieces.next();
    if (done) return { ...value, text };
    text += value;
  }
}

/**
 * Writes a file of any size without holding it.
 *
 * @param {string} path
 * @param {GenerateOptions} [options]
 * @returns {Promise<Generated>}
 */
export async function generateFile(path, options) {
  const file = createWriteStream(path, { encoding: 'latin1' });
  const pieces = generate(options);
  for (;;) {
    const { value, done } = pieces.next();
    if (done) {
      file.end();
      await finished(file);
      return value;
    }
    if (!file.write(value)) await new Promise((resolve) => file.once('drain', resolve));
  }
}

/**
 * A size such as 100MB, 500kB or 1.5GB; kilo is a thousand.
 *
 * @param {string} text
 */
export function parseSize(text) {
  const match = /^([0-9.]+)\s*(k|m|g)?b?$/i.exec(text.trim());
  const size = match
    ? Math.round(Number(match[1]) * { '': 1, k: 1e3, m: 1e6, g: 1e9 }[(match[2] ?? '').toLowerCase()])
    : Number.NaN;
  if (!(size > 0)) throw new RangeError(`"${text}" is no size. Write a number with kB, MB or GB, such as 100MB.`);
  return size;
}

const HELP = `Usage: node test/bench/generate.mjs --out FILE [options]

  --type P|I            professional (default) or institutional
  --bytes 100MB         size to reach (default 1MB)
  --claims N            number of claims, instead of a size
  --seed N              another seed gives another file
  --patients few|distinct|N   how many visits a patient has in the file (N: the claims go round N patients)
  --apart DAYS          days between two visits of a patient (default 28)
  --providers one|several
  --xolair SHARE        share of Xolair claims, 0 to 1 (default 0.5)
  --broken SHARE        share of claims with one fault, 0 to 1 (default 0)
  --claims-per-set N    at most 5000 (default)
`;

/** @param {string[]} argv */
async function main(argv) {
  const string = /** @type {const} */ ({ type: 'string' });
  const { values } = parseArgs({
    args: argv,
    options: {
      out: string,
      type: string,
      bytes: string,
      claims: string,
      seed: string,
      patients: string,
      apart: string,
      providers: string,
      xolair: string,
      broken: string,
      'claims-per-set': string,
      help: { type: 'boolean' },
    },
  });
  if (values.help || !values.out) {
    process.stdout.write(HELP);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  /** @type {Record<string, unknown>} */
  const options = {};
  if (values.type !== undefined) {
    options.type = values.type.toUpperCase();
    if (!Object.hasOwn(GUIDE, /** @type {string} */ (options.type))) {
      process.stderr.write(`--type is P (professional claims, the default) or I (institutional claims), not "${values.type}".\n`);
      process.exitCode = 2;
      return;
    }
  }
  if (values.bytes) options.bytes = parseSize(values.bytes);
  if (values.patients) options.patients = /^\d+$/.test(values.patients) ? Number(values.patients) : values.patients;
  if (values.providers) options.providers = values.providers;
  for (const name of /** @type {const} */ (['claims', 'seed', 'apart', 'xolair', 'broken'])) {
    if (values[name] !== undefined) options[name] = Number(values[name]);
  }
  if (values['claims-per-set']) options.claimsPerSet = Number(values['claims-per-set']);
  const written = await generateFile(values.out, options);
  process.stdout.write(`${JSON.stringify(written)}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.slice(2));
