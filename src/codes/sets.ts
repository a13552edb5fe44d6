/**
 * Identifiers of transaction sets (ST01), single ones and ranges. ASC X12, list of transaction sets (x12.org, read 2026-11).
 */
const SETS =
  '100-114 120 121 124-133 135-144 146-155 157-161 163 170 175 176 179 180 185-191 194-206 208-217 219 220 222-225 227 228 240-246 ' +
  '248-253 255 256 259-278 280 283-286 288 290 300 301 303 304 309-313 315 317 319 322-326 350 352-358 361 362 404 410 412 414 417-426 429 431-437 ' +
  '440 451-453 455 456 460 463 466 468 470 475 485 486 490 492 494 500 501 503 504 511 517 521 527 536 540 555 561 567 568 601 602 620 625 650 ' +
  '715 753 754 800 805 806 810-816 818-824 826-889 891 893-896 920 924-926 928 940 943-945 947 980 990 993 995-999';

const KNOWN: ReadonlySet<string> = new Set(
  SETS.split(' ').flatMap((range) => {
    const [first, last = first] = range.split('-').map(Number) as [number, number?];
    return Array.from({ length: last - first + 1 }, (_, k) => String(first + k));
  }),
);

/** Whether X12 has a transaction set with this identifier. */
export function isTransactionSet(id: string): boolean {
  return KNOWN.has(id);
}

/**
 * Transaction sets besides the 837 that are found beside claims, by ST01. Numbers and titles as X12 lists them
 * (x12.org, Transaction Sets; read 2026-11).
 */
export const OTHER_SETS: ReadonlyMap<string, string> = new Map([
  ['100', 'insurance plan description'],
  ['148', 'report of injury'],
  ['269', 'benefit coordination verification'],
  ['270', 'eligibility inquiry'],
  ['271', 'eligibility response'],
  ['274', 'provider information'],
  ['275', 'patient information'],
  ['276', 'claim status request'],
  ['277', 'claim status or claim acknowledgment'],
  ['278', 'services review'],
  ['810', 'invoice'],
  ['820', 'premium payment'],
  ['824', 'application advice'],
  ['832', 'price catalog'],
  ['834', 'enrollment'],
  ['835', 'payment and remittance'],
  ['844', 'product transfer adjustment'],
  ['849', 'response to product transfer adjustment'],
  ['850', 'purchase order'],
  ['852', 'product activity'],
  ['855', 'purchase order acknowledgment'],
  ['856', 'ship notice'],
  ['860', 'purchase order change'],
  ['864', 'text message'],
  ['867', 'product transfer and resale'],
  ['997', 'functional acknowledgment'],
  ['999', 'implementation acknowledgment'],
]);
