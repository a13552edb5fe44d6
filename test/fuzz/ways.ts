import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { lintInputs } from '../../src/engine/lint.ts';
import { ClaimBatch } from '../../src/engine/second/batch.ts';
import { messageOf } from '../../src/formats/message.ts';
import type { Report } from '../../src/model/report.ts';
import type { AnyRule } from '../../src/rules/rule.ts';
import { fromBytes, fromStream, type Source } from '../../src/x12/source.ts';
import { inPieces } from '../support/probe.ts';
import { judgeOptions, sharing } from '../support/second-judge.ts';
import { defaultSettings } from '../support/settings.ts';
import type { Input } from './input.ts';

const PATH = 'a.edi';
/** Bytes of the window: so few that it is full now and then. */
const WINDOW = 8 * 1024;

/** How a file is linted. */
export type Lint = (source: Source, input: Input, shared?: boolean) => Promise<Report>;

/** Lints by these rules. */
export function lintBy(rules: readonly AnyRule[]): Lint {
  const settings = defaultSettings([], rules);
  const judge = judgeOptions(settings);
  const batch = new ClaimBatch(new SharedArrayBuffer(ClaimBatch.BYTES));
  return (source, { away, ends }, shared = false) => {
    let a = 0;
    let e = 0;
    const deal = { away: () => away[a++ % away.length]!, ends: () => ends[e++ % ends.length]! };
    return lintInputs([{ path: PATH, open: async () => source }], {
      settings,
      shapes: true,
      window: WINDOW,
      words: messageOf,
      ...(shared && { share: (file) => sharing(PATH, file, judge, deal, batch) }),
    });
  };
}

/** A stream of bytes in pieces of these sizes. */
function streamOf(bytes: Uint8Array, sizes: readonly number[]): Source {
  const pieces: Uint8Array[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length]!;
    pieces.push(bytes.subarray(at, at + size));
    at += size;
  }
  return fromStream(Readable.from(pieces));
}

const bytesOf = (text: string) => Buffer.from(text, 'latin1');

/** Ways to read an input that must come to the same report, as pairs or more of each: the first is compared with the others. */
export const WAYS: Readonly<
  Record<string, { readonly every: number; readonly reports: (input: Input, lint: Lint) => Promise<Report>[] }>
> = {
  'in pieces': { every: 2, reports: (input, lint) => [lint(inPieces(bytesOf(input.text), input.pieces), input)] },
  'by two judges': { every: 2, reports: (input, lint) => [lint(fromBytes(bytesOf(input.text)), input, true)] },
  again: { every: 16, reports: (input, lint) => [lint(fromBytes(bytesOf(input.text)), input)] },
  'as gzip': { every: 16, reports: (input, lint) => [lint(streamOf(gzipSync(bytesOf(input.text)), [1_000_000]), input)] },
  'as gzip in pieces': {
    every: 8,
    reports: (input, lint) => [lint(streamOf(gzipSync(bytesOf(input.text)), input.pieces), input)],
  },
};

/** The report of an input that is read at once. */
export const plainly = (input: Input, lint: Lint): Promise<Report> => lint(fromBytes(bytesOf(input.text)), input);

/** Its gzip, cut off or damaged somewhere, at once and in pieces. */
export function damagedGzip(input: Input, lint: Lint): Promise<Report>[] {
  const packed = gzipSync(bytesOf(input.text));
  const at = Math.max(3, Math.floor((packed.length * input.cutAt) / 1000));
  const damaged = input.number % 2 === 0 ? packed.subarray(0, at) : Buffer.from(packed);
  if (input.number % 2 !== 0) damaged[at] = damaged[at]! ^ 0x55;
  return [lint(streamOf(damaged, [1_000_000]), input), lint(streamOf(damaged, input.pieces), input)];
}
