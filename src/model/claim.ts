import type { Location, Origin, Phi } from './finding.ts';
import type { PayerClass } from './payer.ts';
import type { Product, Tables } from './tables.ts';

export type ClaimType = '837P' | '837I';

/** One segment. Valid only while the rule that was handed it runs. */
export interface Segment extends Origin {
  readonly id: string;
  /** Loop id of the guide, or '' outside every loop. */
  readonly loop: string;
  /** How many elements it has, the id not counted. */
  readonly size: number;
  /** Text of an element, or of a component of it (from 1); '' when absent. */
  text(element: number, component?: number): string;
  /** Whether an element, or a component of it (from 1), is exactly this text. Nothing is decoded. */
  is(element: number, text: string, component?: number): boolean;
  /** A whole number that equal texts of an element share, and others nearly never: to find repetition without making strings. */
  hash(element: number): number;
  /** An element that is eight digits and nothing else, and a date of the calendar, as yyyymmdd; 0 otherwise. */
  day(element: number): number;
  /** An amount in cents; NaN when the element is empty, no decimal number, or has a fraction of a cent. */
  cents(element: number): number;
  /** Number of components in an element; 0 when it is empty. */
  components(element: number): number;
  /**
   * Whether the code of an element, or of a component of it, is not in its list but looks like those that are, and the segment is sound
   * otherwise: a slip, and not another value in its place. For findings only.
   */
  isSlip(element: number, component?: number): boolean;
  /** Place of the segment, an element or a component. */
  at(element?: number, component?: number): Location;
  /** A view of the same segment for as long as the claim is valid: `each` sets the one it hands out to the next segment. */
  snapshot(): Segment;
}

/** A diagnosis of HI. */
export interface Diagnosis extends Origin {
  /** ABK, ABF, ABJ, APR, ABN, BK …  */
  readonly qualifier: string;
  /** As it is in the file, decimal point included. */
  readonly raw: string;
  /** Upper case, without decimal point. */
  readonly code: string;
  /** Place of the code. */
  at(): Location;
}

/** What a claim must know of a drug to find it in its lines. The facts of a drug (`DrugFacts`) are one. */
export interface DrugIdentity {
  /** Such as `xolair`. */
  readonly id: string;
  /** Its HCPCS code. */
  readonly code: string;
  /** Names that show it in a description: brand and substance, upper case. */
  readonly names: readonly string[];
  /** Texts, upper case, that show another drug even beside one of the names. */
  readonly notNames?: readonly string[];
  /** HCPCS codes of drugs that the same rules judge: a line that bills one of them is of that drug, whatever NDC or name it has. */
  readonly alike?: readonly string[];
}

/** Loop 2410. */
export interface Drug {
  /** LIN02. */
  readonly qualifier: string;
  /** LIN03 as it is in the file. */
  readonly raw: string;
  /** LIN03 when LIN02 is N4 and LIN03 is eleven digits; '' otherwise. */
  readonly ndc: string;
  /** The presentation that `ndc` names, of a drug that xolint knows. */
  readonly product: Product | undefined;
  /** CTP04 as a number; NaN when missing or no number. */
  readonly quantity: number;
  readonly quantityText: string;
  /** CTP05-1. */
  readonly unit: string;
  readonly lin: Segment;
  readonly ctp: Segment | undefined;
}

/** One service line, loop 2400. */
export interface ServiceLine {
  readonly claim: Claim;
  /** Index in the claim, from 0. */
  readonly index: number;
  /** LX01, or the ordinal of the line when LX01 is not a number. */
  readonly number: number;
  /** The SV1 or SV2, or the LX of a line that has neither. */
  readonly service: Segment;
  /** SV101-2, SV202-2, upper case; '' if none. */
  readonly procedure: string;
  /** Up to four, upper case, in order, empty ones left out. */
  readonly modifiers: readonly string[];
  /** SV101-7, SV202-7: free text. */
  readonly description: Phi;
  /** SV102, SV203 in cents; NaN when missing or no amount of at most two decimals. */
  readonly charge: number;
  /** SV103, SV204. */
  readonly unitBasis: string;
  /** SV104, SV205; NaN when missing or no number. */
  readonly units: number;
  readonly unitsText: string;
  /** SV105 of the line, else CLM05-1; '' on 837I. */
  readonly placeOfService: string;
  /** SV201. */
  readonly revenueCode: string;
  /** SV107-1 to -4 as they are in the file. */
  readonly pointers: readonly string[];
  /** Diagnoses that the line points at; on 837I the principal and other diagnoses of the claim. */
  readonly diagnoses: readonly Diagnosis[];
  /** Date of service as yyyymmdd: DTP*472 of the line, else (837I) the first date of DTP*434. */
  readonly date: number | undefined;
  readonly drug: Drug | undefined;
  /** NPI of 2420A (837I 2420C), else of the claim's rendering provider; '' if neither. */
  readonly rendering: string;
  has(modifier: string): boolean;
  /** Whether the procedure is the code of a drug. */
  bills(drug: DrugIdentity): boolean;
  /** Whether the procedure is the code of a drug, or LIN03 is one of its NDCs and the line bills no drug that is alike. */
  isOf(drug: DrugIdentity): boolean;
  /** Whether the description names a drug, and the line bills no drug that is alike. */
  names(drug: DrugIdentity): boolean;
  /** Segments of 2400 by id and first element. */
  segments(id: string, qualifier?: string): readonly Segment[];
  /** Place in the SV1 or SV2 of what professional and institutional lines both have. */
  at(what: LineElement): Location;
}

export type LineElement =
  | 'procedure'
  | 'modifier1'
  | 'modifier2'
  | 'modifier3'
  | 'modifier4'
  | 'description'
  | 'charge'
  | 'basis'
  | 'units'
  | 'placeOfService'
  | 'pointer'
  | 'revenue';

/** The lines of one claim with the same date of service, sorted by what they are. */
export interface Visit {
  readonly claim: Claim;
  readonly date: number | undefined;
  readonly lines: readonly ServiceLine[];
  /** 96372 lines, without those whose units are 0 or less: they bill nothing. */
  readonly injections: readonly ServiceLine[];
  /** The lines of a drug, and of the others. */
  of(drug: DrugIdentity): DrugLines;
}

/** The lines of a visit as one drug sees them. */
export interface DrugLines {
  /** Lines that bill the drug. */
  readonly billed: readonly ServiceLine[];
  /** Those of them without JW. */
  readonly administered: readonly ServiceLine[];
  /** Those of them with JW. */
  readonly discarded: readonly ServiceLine[];
  /** Lines of another injectable drug, without those whose units are 0 or less. */
  readonly otherInjectables: readonly ServiceLine[];
}

/** A claim of another payer, loop 2320. */
export interface OtherPayer {
  /** SBR09 of 2320. */
  readonly filing: string;
  /** NM109 of 2330B. */
  readonly id: string;
}

/** A claim of another payer: loop 2320 with its 2330. Amounts are cents; NaN where one is not an amount. */
export interface JudgedPayer {
  readonly sbr: Segment;
  /** NM1 of 2330B. */
  readonly name: Segment | undefined;
  /** NM109 of 2330B, upper case; '' if it is missing. */
  readonly id: string;
  /** Another payer of the claim has the same id: nobody can tell which of them an SVD01 names. */
  readonly isAmbiguous: boolean;
  /** AMT*D of 2320: what it paid. */
  readonly paid: Segment | undefined;
  /** AMT*A8 of 2320: nothing of the claim is covered. */
  readonly nonCovered: Segment | undefined;
  /** AMT*EAF of 2320: what is left to the patient. */
  readonly liability: Segment | undefined;
  /** DTP*573 of 2330B. */
  readonly date: Segment | undefined;
  /** MIA and MOA of 2320. */
  readonly remarks: readonly Segment[];
  /** The sum of its CAS in 2320. */
  readonly adjusted: number;
  /** The first CAS of 2320. */
  readonly adjustment: Segment | undefined;
  /** Its loops 2430, of all lines. */
  readonly adjudications: readonly Adjudication[];
}

/** What a payer did with a line, loop 2430. */
export interface Adjudication {
  readonly svd: Segment;
  readonly line: ServiceLine;
  /** The payer that SVD01 names; undefined if the claim has none of that id, or two. */
  readonly payer: JudgedPayer | undefined;
  /** SVD02. */
  readonly paid: number;
  /** The sum of its CAS. */
  readonly adjusted: number;
  /** It has its date, DTP*573. */
  readonly isDated: boolean;
  /** AMT*EAF. */
  readonly liability: Segment | undefined;
}

/** All payers of a claim but the one that it is sent to, and what they did. Valid only while a rule runs. */
export interface Payers {
  readonly others: readonly JudgedPayer[];
  readonly adjudications: readonly Adjudication[];
  /** Each other payer has an id, which no other has: what is joined by it can be judged. */
  readonly areNamed: boolean;
  /** CAS of 2320 and 2430 of which an amount is zero. */
  readonly zeroAdjustments: readonly Segment[];
}

/** Of 2010CA, else of 2010BA. */
export interface Patient {
  /** The patient is the subscriber (no 2000C). */
  readonly isSubscriber: boolean;
  /** DMG02 as yyyymmdd; undefined when missing or no date. */
  readonly birthDate: number | undefined;
  readonly firstName: Phi;
  readonly lastName: Phi;
}

/** One level above claims: the header (ST to 1000B), 2000A, 2000B or 2000C. Valid only while a rule runs. */
export interface Level {
  readonly type: ClaimType;
  /** A line break is inside one of its segments: the file is wrapped, and what looks missing may be cut apart. */
  readonly isWrapped: boolean;
  /** Hands over each segment whose id is among `ids`, as `Claim.each` does. */
  each(ids: readonly string[], see: (segment: Segment, id: number) => void): void;
  /** All segments of it. */
  readonly all: readonly Segment[];
}

/** Levels above a claim (ST to 1000B, 2000A, 2000B, 2000C), those that a rule has not seen yet. Valid only while it runs. */
export interface Levels extends Level {
  /** Reference data of the run. */
  readonly tables: Tables;
  /** The one right above the claim: the subscriber, if the claim has no patient level. */
  readonly last: Level;
}

/** Everything from one CLM to the next, with the levels above it. Valid only while a rule runs. */
export interface Claim {
  readonly type: ClaimType;
  /** It is compared with its guide: no x12 rule that needs this is off, and its lines are those of its guide. */
  readonly isCompared: boolean;
  /** A line break is inside one of its segments: the file is wrapped, and what looks missing may be cut apart. */
  readonly isWrapped: boolean;
  /** Reference data of the run. */
  readonly tables: Tables;
  /** Counts the claims of the file from 1. */
  readonly ordinal: number;
  /** ISA13, GS06, ST02. */
  readonly controlNumbers: { readonly interchange: string; readonly group: string; readonly transaction: string };
  /** ISA09 as yyyymmdd; undefined when it is not a date. */
  readonly interchangeDate: number | undefined;
  /** CLM01. */
  readonly id: Phi;
  /** CLM02 in cents; NaN when missing or no amount. */
  readonly charge: number;
  /** CLM05-1: place of service, or facility type of the bill. */
  readonly facility: string;
  /** CLM05-1 as 837I bill type of two digits, such as 13; '' on 837P, and where CLM05-2 makes it a place of service. */
  readonly billType: string;
  /** CLM05-3. */
  readonly frequency: string;
  /** NM109 of 1000A. */
  readonly submitter: string;
  /** NM109 of 1000B. */
  readonly receiver: string;
  /** NPI of 2010AA (NM109 where NM108 is XX). */
  readonly billingNpi: string;
  /** NM109 of 2010BB. */
  readonly payerId: string;
  /** The SBR of 2000B: the payer that the claim is sent to. */
  readonly sbr: Segment | undefined;
  /** SBR09 of 2000B. */
  readonly filing: string;
  readonly payerClass: PayerClass;
  readonly otherPayers: readonly OtherPayer[];
  /** What the other payers did, with all that it says about each: loops 2320, 2330B and 2430. */
  readonly payers: Payers;
  /** NM109 of 2010BA. */
  readonly memberId: Phi;
  readonly patient: Patient;
  /** HI of loop 2300, in order: every code of every HI, of any qualifier. */
  readonly hiCodes: readonly Diagnosis[];
  /** The ICD-10 diagnoses a pointer counts (ABK, ABF; BK and BF too), in order. */
  readonly diagnoses: readonly Diagnosis[];
  /** NPI of the claim's rendering provider (2310B; 837I 2310D); '' if none. */
  readonly rendering: string;
  readonly lines: readonly ServiceLine[];
  readonly visits: readonly Visit[];
  /** Whether a line is of a drug, or its description names it. */
  involves(drug: DrugIdentity): boolean;
  /** First date of 837I DTP*434, yyyymmdd. */
  readonly statementFrom: number | undefined;
  /** The CLM. */
  readonly clm: Segment;
  /** Segments of loop 2300 itself, by id and first element. */
  segments(id: string, qualifier?: string): readonly Segment[];
  /**
   * Hands each segment of the claim (from CLM on) whose id is among `ids` to `see`, with the index of its id. `NM1@2310B,2420A` asks for
   * an id in these loops only. One view serves for all
   * of them: it is valid only until `see` returns. For rules that look into every claim.
   */
  each(ids: readonly string[], see: (segment: Segment, id: number) => void): void;
  /** All segments of the claim from CLM on. */
  readonly all: readonly Segment[];
  /** All segments of the parents: ST to 1000B, 2000A, 2000B, 2000C. */
  readonly parents: readonly Segment[];
}
