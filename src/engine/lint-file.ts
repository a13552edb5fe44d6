import type { Finding } from '../model/finding.ts';
import type { Counts, Fault, FileType } from '../model/report.ts';
import type { ReadCounts } from '../reader/events.ts';
import { readSource } from '../reader/read-source.ts';
import { counted } from '../rules/words.ts';
import { InputError } from '../x12/errors.ts';
import { inputError, type Source } from '../x12/source.ts';
import { resolved } from './affects.ts';
import { countsOf } from './baseline.ts';
import { detailOf, Judge, type JudgeOptions } from './judge.ts';
import { foldOnce } from './once.ts';

/** What was found in one file, not yet in order. */
export interface FileResult {
  readonly path: string;
  readonly type: FileType | undefined;
  readonly counts: Counts;
  readonly findings: readonly Finding[];
  readonly fault: Fault | undefined;
  readonly notes: readonly string[];
  /** Claims by rule and reason, joined by a tab. */
  readonly notChecked: ReadonlyMap<string, number>;
  /** ISA13 of the interchanges that were read whole. */
  readonly controls: readonly string[];
}

/** Lints one source. Errors of input become the fault of the file; what was found before it is kept. */
export async function lintFile(source: Source, path: string, index: number, options: JudgeOptions): Promise<FileResult> {
  const { handoff, settings } = options;
  const judge = new Judge(path, index, options);
  try {
    await readSource(source, judge, { tables: settings.tables, keep: detailOf(options), window: options.window });
  } catch (error) {
    judge.fault(error instanceof InputError ? error : inputErrorOrBug(error));
  }
  if (handoff) {
    const other = await handoff.finish();
    judge.addCounts(other);
    judge.findings.all = judge.findings.all.concat(other.findings);
  }
  if (judge.assembler) {
    const { outline, claims } = judge.readSoFar;
    const findings = judge.findings.all.map((finding) => resolved(finding, outline, claims));
    judge.findings.all = foldOnce(findings, settings.rules, outline, claims);
  }
  return resultOf(path, judge);
}

/** System errors are faults of the input; anything else is a bug and stays one. */
function inputErrorOrBug(error: unknown): InputError {
  if ((error as { syscall?: unknown }).syscall === undefined) throw error;
  return inputError(error);
}

function resultOf(path: string, judge: Judge): FileResult {
  const read = judge.assembler?.counts;
  const findings = judge.findings.all;
  if (read && read.transactions === 0 && !judge.firstFault) judge.fault(noClaims(read));
  const counts = {
    ...judge.counts,
    ...countsOf(findings),
    ...(read && {
      interchanges: read.interchanges,
      transactions: read.transactions,
      claims: read.claims,
      unreadClaims: read.unreadClaims,
    }),
  };
  const types = [...(read?.types ?? [])];
  return {
    path,
    type: types.length > 1 ? 'mixed' : types[0],
    counts,
    findings,
    fault: judge.firstFault,
    notes: read ? notesOf(read, judge.firstFault) : [],
    notChecked: judge.notCheckedClaims,
    controls: judge.controls,
  };
}

function noClaims({ skipped, dental }: ReadCounts): InputError {
  if (dental.fault) return dental.fault;
  const kinds = [...skipped.keys()];
  return new InputError(
    'no-837',
    `The file has no 837P or 837I claims${kinds.length > 0 ? `, only ${kinds.join(', ')}` : ''}. Check that it is the 837 export.`,
  );
}

/** Sentences about what was not judged. */
function notesOf({ headless, unknownLevels, skipped, dental }: ReadCounts, fault: Fault | undefined): string[] {
  const were = (count: number) => (count === 1 ? 'was' : 'were');
  const notes = [];
  if (headless > 0) notes.push(`${counted(headless, 'claim')} without a CLM ${were(headless)} not checked.`);
  if (unknownLevels > 0)
    notes.push(`${counted(unknownLevels, 'level')} (HL) with an unknown code in HL03 ${were(unknownLevels)} not read.`);
  if (fault?.code === 'no-837' || fault?.code === 'dental') return notes;
  for (const [kind, count] of skipped) {
    const claims = kind === '837D' ? `, with ${counted(dental.claims, 'dental claim')}` : '';
    notes.push(`${count} transaction ${count === 1 ? 'set' : 'sets'} of type ${kind} ${were(count)} skipped${claims}.`);
  }
  return notes;
}
