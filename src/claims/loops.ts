import type { ClaimType } from '../model/claim.ts';
import { packId } from '../x12/segments.ts';

/**
 * The loops of the two guides (005010X222A1 and 005010X223A2): loop, parent, the segment that opens it, and the values of its first
 * element (HL: of HL03) that tell it from its neighbours. `P` and `I` mark a loop that only one guide has.
 */
const LOOPS = `
HEAD    -      ST
1000A   HEAD   NM1  41
1000B   HEAD   NM1  40
2000A   HEAD   HL   20
2010AA  2000A  NM1  85
2010AB  2000A  NM1  87
2010AC  2000A  NM1  PE
2000B   2000A  HL   22
2010BA  2000B  NM1  IL
2010BB  2000B  NM1  PR
2000C   2000B  HL   23
2010CA  2000C  NM1  QC
2300    2000C  CLM
2310A   2300   NM1  DN,P3     P
2310B   2300   NM1  82        P
2310C   2300   NM1  77        P
2310D   2300   NM1  DQ        P
2310E   2300   NM1  PW        P
2310F   2300   NM1  45        P
2310A   2300   NM1  71        I
2310B   2300   NM1  72        I
2310C   2300   NM1  ZZ        I
2310D   2300   NM1  82        I
2310E   2300   NM1  77        I
2310F   2300   NM1  DN        I
2320    2300   SBR
2330A   2320   NM1  IL
2330B   2320   NM1  PR
2330C   2320   NM1  DN,P3     P
2330D   2320   NM1  82        P
2330E   2320   NM1  77        P
2330F   2320   NM1  DQ        P
2330G   2320   NM1  85        P
2330C   2320   NM1  71        I
2330D   2320   NM1  72        I
2330E   2320   NM1  ZZ        I
2330F   2320   NM1  77        I
2330G   2320   NM1  82        I
2330H   2320   NM1  DN        I
2330I   2320   NM1  85        I
2400    2300   LX
2410    2400   LIN
2420A   2400   NM1  82        P
2420B   2400   NM1  QB        P
2420C   2400   NM1  77        P
2420D   2400   NM1  DQ        P
2420E   2400   NM1  DK        P
2420F   2400   NM1  DN,P3     P
2420G   2400   NM1  PW        P
2420H   2400   NM1  45        P
2420A   2400   NM1  72        I
2420B   2400   NM1  ZZ        I
2420C   2400   NM1  82        I
2420D   2400   NM1  DN        I
2430    2400   SVD
2440    2400   LQ             P
`;

/** The loops of one guide as tables. Loop 0 is "in no loop that the guide knows". */
export interface Loops {
  /** Loop ids by number; '' for what stands before the first loop. */
  readonly ids: readonly string[];
  readonly head: number;
  readonly claim: number;
  readonly line: number;
  readonly drug: number;
  readonly otherSubscriber: number;
  readonly number: (id: string) => number;
  /** The loop that a segment with this first element opens where `loop` is open; -1 when it opens none. */
  open(loop: number, id: number, value: number): number;
}

function compile(type: ClaimType): Loops {
  const rows = LOOPS.trim()
    .split('\n')
    .map((row) => row.split(/\s+/))
    .filter((row) => {
      const guide = row.at(-1);
      return guide === 'P' || guide === 'I' ? type.endsWith(guide) : true;
    })
    .map(([id, parent, segment, values]) => ({
      id: id!,
      parent: parent!,
      segment: packId(segment!),
      values: values && values !== 'P' && values !== 'I' ? values.split(',').map(packId) : [0],
    }));
  const ids = ['', ...rows.map((row) => row.id)];
  const number = (id: string) => ids.indexOf(id);
  const opens = new Map<number, Int16Array>();
  const key = (id: number, value: number) => id * 0x1000000 + value;
  const parents = [-1, ...rows.map((row) => number(row.parent))];
  // A claim stands under the patient or, where he is the subscriber, under 2000B: its parent is no help in the search.
  for (let loop = 1; loop < ids.length; loop++) {
    for (let scope = loop; scope >= 0; scope = parents[scope]!) {
      for (const row of rows) {
        if (number(row.parent) !== scope) continue;
        for (const value of row.values) {
          let table = opens.get(key(row.segment, value));
          if (!table) {
            table = new Int16Array(ids.length).fill(-1);
            opens.set(key(row.segment, value), table);
          }
          if (table[loop] === -1) table[loop] = number(row.id);
        }
      }
      if (ids[scope] === '2300') break;
    }
  }
  ids[number('HEAD')] = '';
  return {
    ids,
    head: 1,
    claim: number('2300'),
    line: number('2400'),
    drug: number('2410'),
    otherSubscriber: number('2320'),
    number,
    open: (loop, id, value) => opens.get(key(id, value))?.[loop] ?? -1,
  };
}

/** Compiled once, at start-up. */
export const LOOPS_OF: Readonly<Record<ClaimType, Loops>> = { '837P': compile('837P'), '837I': compile('837I') };
