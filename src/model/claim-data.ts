import type { ClaimType } from './claim.ts';
import type { PayerClass } from './payer.ts';

/** A day as yyyy-mm-dd. */
type Day = string;

/** The drug of a line as plain data. */
export interface DrugData {
  /** LIN02 */
  qualifier: string;
  /** LIN03 */
  code: string;
  /** Name of the Xolair presentation. */
  product?: string | undefined;
  /** CTP04 */
  quantity?: number | undefined;
  /** CTP05-1 */
  unit: string;
}

/** A service line as plain data. */
export interface LineData {
  /** LX01 */
  number: number;
  /** SV101-2, SV202-2; empty if none. */
  procedure: string;
  modifiers: string[];
  /** SV101-7, SV202-7: free text. */
  description: string;
  /** Absent when it is not an amount. */
  chargeCents?: number | undefined;
  /** SV103, SV204 */
  unitBasis: string;
  /** Absent when it is not a number. */
  units?: number | undefined;
  /** Place of service; empty on 837I. */
  place: string;
  /** Empty on 837P. */
  revenueCode: string;
  /** Codes that the line points at; on 837I those of the claim. */
  diagnoses: string[];
  /** Date of service, or its first day. */
  date?: Day | undefined;
  drug?: DrugData | undefined;
  renderingNpi: string;
  /** J2357, or the NDC of Xolair. */
  isXolair: boolean;
}

/** A claim as plain data. It holds what identifies the patient: names, member id, birth date, dates of service. */
export interface ClaimData {
  type: ClaimType;
  /** Counts the claims of the source, from 1. */
  ordinal: number;
  /** ISA13, GS06 and ST02. */
  control: { interchange: string; group: string; transaction: string };
  /** CLM01 */
  id: string;
  /** CLM02; absent when it is not an amount. */
  chargeCents?: number | undefined;
  /** CLM05-1 */
  facility: string;
  /** CLM05-3 */
  frequency: string;
  submitter: string;
  receiver: string;
  billingNpi: string;
  renderingNpi: string;
  /** NM109 of 2010BB, SBR09, and the class of payers that it stands for. */
  payer: { id: string; filing: string; class: PayerClass };
  otherPayers: { id: string; filing: string }[];
  patient: { isSubscriber: boolean; lastName: string; firstName: string; birthDate?: Day | undefined; memberId: string };
  /** Codes without decimal point. */
  diagnoses: { qualifier: string; code: string }[];
  lines: LineData[];
  isXolair: boolean;
}
