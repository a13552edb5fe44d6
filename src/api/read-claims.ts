import type { ClaimView } from '../claims/claim.ts';
import { CONFIG_DRUG } from '../codes/drugs/index.ts';
import { makeTables } from '../codes/tables.ts';
import type { ServiceLine } from '../model/claim.ts';
import type { ClaimData, LineData } from '../model/claim-data.ts';
import { readClaimViews } from '../reader/read-source.ts';
import type { Source } from '../x12/source.ts';
import { type ByteSource, openBytes } from './bytes.ts';

const isoDay = (value: number) => String(value).replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');

/** A key with a number, or no key if the text was not a number. */
function given<K extends string>(key: K, value: number): { readonly [key in K]?: number } {
  return (Number.isNaN(value) ? {} : { [key]: value }) as { readonly [key in K]?: number };
}

function plainLine(line: ServiceLine): LineData {
  const { drug } = line;
  return {
    number: line.number,
    procedure: line.procedure,
    modifiers: [...line.modifiers],
    description: line.description.value,
    ...given('chargeCents', line.charge),
    unitBasis: line.unitBasis,
    ...given('units', line.units),
    place: line.placeOfService,
    revenueCode: line.revenueCode,
    diagnoses: line.diagnoses.map((diagnosis) => diagnosis.code),
    ...(line.date !== undefined && { date: isoDay(line.date) }),
    ...(drug && {
      drug: {
        qualifier: drug.qualifier,
        code: drug.raw,
        ...(drug.product && { product: drug.product.name }),
        ...given('quantity', drug.quantity),
        unit: drug.unit,
      },
    }),
    renderingNpi: line.rendering,
    isXolair: line.isOf(CONFIG_DRUG),
  };
}

/** Copies a view into plain data, which stays valid when the view moves on. */
function plainClaim(claim: ClaimView): ClaimData {
  const { patient } = claim;
  return {
    type: claim.type,
    ordinal: claim.ordinal,
    control: { ...claim.controlNumbers },
    id: claim.id.value,
    ...given('chargeCents', claim.charge),
    facility: claim.facility,
    frequency: claim.frequency,
    submitter: claim.submitter,
    receiver: claim.receiver,
    billingNpi: claim.billingNpi,
    renderingNpi: claim.rendering,
    payer: { id: claim.payerId, filing: claim.filing, class: claim.payerClass },
    otherPayers: claim.otherPayers.map(({ id, filing }) => ({ id, filing })),
    patient: {
      isSubscriber: patient.isSubscriber,
      lastName: patient.lastName.value,
      firstName: patient.firstName.value,
      ...(patient.birthDate !== undefined && { birthDate: isoDay(patient.birthDate) }),
      memberId: claim.memberId.value,
    },
    diagnoses: claim.diagnoses.map(({ qualifier, code }) => ({ qualifier, code })),
    lines: claim.lines.map(plainLine),
    isXolair: claim.involves(CONFIG_DRUG),
  };
}

/**
 * The claims of an 837P or 837I, one after the other, as plain objects; memory does not grow with the source. The objects hold
 * names, member ids, birth dates and dates of service: do not log them. Throws InputError if the source cannot be read.
 *
 * ```ts
 * for await (const claim of readClaims('claims.edi')) console.log(claim.ordinal, claim.lines.length);
 * ```
 */
export async function* readClaims(source: ByteSource): AsyncGenerator<ClaimData, void, undefined> {
  const bytes = await openBytes(source);
  const claims: ClaimData[] = [];
  let resumeReader: (() => void) | undefined;
  let resumeCaller: (() => void) | undefined;
  let stopped = false;
  // Reads more only when the caller has taken the claims read so far.
  const gated: Source = {
    async read(into, at, max) {
      if (claims.length > 0) {
        resumeCaller?.();
        await new Promise<void>((resume) => {
          resumeReader = resume;
        });
      }
      return stopped ? 0 : bytes.read(into, at, max);
    },
    close: () => bytes.close(),
  };
  let ended = false;
  const reading = readClaimViews(gated, makeTables(), (view) => {
    if (!stopped) claims.push(plainClaim(view));
  }).finally(() => {
    ended = true;
    resumeCaller?.();
  });
  // The error is thrown below, after the caller has taken the claims before it.
  reading.catch(() => {});
  try {
    for (;;) {
      if (!ended && claims.length === 0)
        await new Promise<void>((filled) => {
          resumeCaller = filled;
          resumeReader?.();
          resumeReader = undefined;
        });
      while (claims.length > 0) yield claims.shift()!;
      if (ended) break;
    }
    await reading;
  } finally {
    stopped = true;
    resumeReader?.();
    await reading.catch(() => {});
  }
}
