import { PARTS, sound } from './file.ts';

/** The file with one claim, sent on one day for a visit on another (both yyyymmdd), with a diagnosis and procedure of choice. */
export function filed(sent: string, visit: string, { code = 'J4550', procedure = '99213' } = {}): string {
  return sound({
    isa: PARTS.isa.replace('*261101*', `*${sent.slice(2)}*`),
    set: PARTS.set.replace('D8*20261005', `D8*${visit}`).replace('J4550', code).replace('99213', procedure),
  });
}
