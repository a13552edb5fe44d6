import * as z from 'zod';
import type { ClaimData } from '../model/claim-data.ts';

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .describe('yyyy-mm-dd');

const line = z.object({
  number: z.int().describe('LX01'),
  procedure: z.string().describe('SV101-2, SV202-2; empty if none'),
  modifiers: z.array(z.string()),
  description: z.string().describe('SV101-7, SV202-7: free text'),
  chargeCents: z.int().optional().describe('Absent when it is not an amount'),
  unitBasis: z.string().describe('SV103, SV204'),
  units: z.number().optional().describe('Absent when it is not a number'),
  place: z.string().describe('Place of service; empty on 837I'),
  revenueCode: z.string().describe('Empty on 837P'),
  diagnoses: z.array(z.string()).describe('Codes that the line points at; on 837I those of the claim'),
  date: day.optional().describe('Date of service, or its first day'),
  drug: z
    .object({
      qualifier: z.string().describe('LIN02'),
      code: z.string().describe('LIN03'),
      product: z.string().optional().describe('Name of the Xolair presentation'),
      quantity: z.number().optional().describe('CTP04'),
      unit: z.string().describe('CTP05-1'),
    })
    .optional(),
  renderingNpi: z.string(),
  isXolair: z.boolean().describe('J2357, or the NDC of Xolair'),
});

/** A claim as plain data. It contains data that identifies the patient: names, member id, birth date, dates of service. */
export const claimSchema = z.object({
  type: z.enum(['837P', '837I']),
  ordinal: z.int().min(1).describe('Counts the claims of the source'),
  control: z.object({
    interchange: z.string().describe('ISA13'),
    group: z.string().describe('GS06'),
    transaction: z.string().describe('ST02'),
  }),
  id: z.string().describe('CLM01'),
  chargeCents: z.int().optional().describe('CLM02; absent when it is not an amount'),
  facility: z.string().describe('CLM05-1'),
  frequency: z.string().describe('CLM05-3'),
  submitter: z.string(),
  receiver: z.string(),
  billingNpi: z.string(),
  renderingNpi: z.string(),
  payer: z.object({
    id: z.string().describe('NM109 of 2010BB'),
    filing: z.string().describe('SBR09'),
    class: z.enum(['medicare', 'medicare-advantage', 'medicaid', 'commercial', 'federal', 'liability', 'unknown']),
  }),
  otherPayers: z.array(z.object({ id: z.string(), filing: z.string() })),
  patient: z.object({
    isSubscriber: z.boolean(),
    lastName: z.string(),
    firstName: z.string(),
    birthDate: day.optional(),
    memberId: z.string(),
  }),
  diagnoses: z.array(z.object({ qualifier: z.string(), code: z.string().describe('Without a decimal point') })),
  lines: z.array(line),
  isXolair: z.boolean(),
}) satisfies z.ZodType<ClaimData>;
