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
