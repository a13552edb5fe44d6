import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AckFiles } from '../../src/acks/ack-files.ts';
import { ClaimAckWriter } from '../../src/acks/claim-ack.ts';
import { safe } from '../../src/acks/edi.ts';
import { ImplementationAckWriter } from '../../src/acks/implementation-ack.ts';
import { refusesFile, statusOf, toldOf } from '../../src/acks/status.ts';
import { claimsOf } from '../../src/engine/affects.ts';
import { type Input, lintInputs } from '../../src/engine/lint.ts';
import { type Observer, together } from '../../src/engine/observer.ts';
import { Commit } from '../../src/files/commit.ts';
import { messageOf } from '../../src/formats/message.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Report } from '../../src/model/report.ts';
import { RULES_BY_ID } from '../../src/rules/index.ts';
import { effectOf } from '../../src/split/hold.ts';
import { Split, SplitError, type SplitOptions } from '../../src/split/split.ts';
import { openFile } from '../../src/x12/source.ts';
import { defaultSettings } from './settings.ts';

const settings = defaultSettings();
const WHEN = { date: '20261102', time: '0930' };
const TELLING = { rules: RULES_BY_ID, payerPolicies: new Set<string>() };

const lint = (files: readonly Input[], more: Partial<Parameters<typeof lintInputs>[1]> = {}): Promise<Report> =>
  lintInputs(files, { settings, words: messageOf, ...more });

const SPLIT_OPTIONS: Omit<SplitOptions, 'commit'> = {
  rules: [],
  accepted: new Set(),
  keepControl: false,
  catalogue: RULES_BY_ID,
  tables: settings.tables,
  lint: (files) => lint(files),
};

/** Ordinals of the claims that some findings affect. */
function affected(findings: readonly Finding[]): Set<number> {
  const ordinals = new Set<number>();
  for (const finding of findings) {
    const pairs = claimsOf(finding);
    for (let i = 0; i < pairs.length; i += 2) for (let n = pairs[i]!; n <= pairs[i + 1]!; n++) ordinals.add(n);
  }
  return ordinals;
}

/** What lint, split and the acknowledgements say of one file. */
export interface Sayings {
  readonly report: Report;
  /** Claims by ordinal, each with CLM01 as a 277CA writes it. */
  readonly ids: ReadonlyMap<number, string>;
  /** Why split refuses; undefined if it does not. */
  readonly refusal: string | undefined;
  readonly held: readonly number[];
  readonly good: Report | undefined;
  /** CLM01 of the claims that a 277CA accepts. */
  readonly accepted: readonly string[];
  /** Sets that a 999 accepts, in groups and interchanges that it does not reject, and sets of the 277CA. */
  readonly acceptedSets: number;
  readonly claimSets: number;
}

/** Lints, splits and acknowledges a file in a folder. */
export async function sayingsOf(text: string, folder: string): Promise<Sayings> {
  const source = join(folder, 'in.edi');
  const good = join(folder, 'good.edi');
  const manifest = join(folder, 'manifest.json');
  writeFileSync(source, text, 'latin1');
  const commit = new Commit(() => {});
  const acks = new Commit(() => {});
  await acks.enter(folder);
  const files = { 999: new AckFiles(folder, '999', new Set(), acks), '277ca': new AckFiles(folder, '277ca', new Set(), acks) };
  const writers = [
    new ImplementationAckWriter(files[999], 'in.edi', TELLING, WHEN),
    new ClaimAckWriter(files['277ca'], 'in.edi', TELLING, WHEN),
  ];
  const ids = new Map<number, string>();
  const listener: Observer = { claim: (claim) => ids.set(claim.ordinal, safe(claim.id.value, 38)) };
  const places = {
    source,
    open: () => openFile(source),
    good: await commit.target(good),
    held: await commit.target(join(folder, 'held.edi')),
  };
  const split = new Split([places], await commit.target(manifest), { ...SPLIT_OPTIONS, commit });
  const report = await lint([{ path: source, open: () => openFile(source) }], {
    observe: () => together([...writers, listener]),
    fileDone: (file, findings) => split.add(file, findings),
  });
  for (const writer of writers) writer.discard();
  const isRefused = report.files[0]!.fault || report.findings.some((finding) => refusesFile(finding, RULES_BY_ID));
  for (const each of Object.values(files)) {
    if (isRefused) each.discard();
    else each.finish();
  }
  await acks.finish();
  acks.discard();
  const texts = (kind: string) =>
    readdirSync(folder)
      .filter((name) => name.endsWith(`.${kind}`))
      .sort((a, b) => Number(a.split('.')[2]) - Number(b.split('.')[2]))
      .map((name) => readFileSync(join(folder, name), 'latin1'));
  const [implementation, claims] = [texts('999'), texts('277ca')];
  let refusal: string | undefined;
  try {
    await split.finish();
    await commit.finish();
  } catch (error) {
    if (!(error instanceof SplitError)) throw error;
    refusal = error.message;
  } finally {
    split.discard();
    commit.discard();
  }
  const lines: { ordinal: number; to: string }[] = refusal ? [] : JSON.parse(readFileSync(manifest, 'utf8')).claims;
  const segments = claims.flatMap((ack) => ack.split('~\n').map((segment) => segment.split('*')));
  let id = '';
  const accepted: string[] = [];
  for (const [tag, first = '', second = ''] of segments) {
    if (tag === 'TRN' && first === '2') id = second;
    if (tag === 'STC' && first.startsWith('A2:')) accepted.push(id);
  }
  return {
    report,
    ids,
    refusal,
    held: lines.flatMap(({ ordinal, to }) => (to === 'held' ? [ordinal] : [])),
    good: !refusal && existsSync(good) ? await lint([{ path: good, open: () => openFile(good) }]) : undefined,
    accepted,
    acceptedSets: implementation
      .filter((ack) => !/^TA1\*/m.test(ack))
      .flatMap((ack) => ack.split(/^AK1\*/m).slice(1))
      .filter((group) => !/^AK9\*R/m.test(group))
      .reduce((sum, group) => sum + (group.match(/^IK5\*A/gm)?.length ?? 0), 0),
    claimSets: segments.filter(([tag]) => tag === 'ST').length,
  };
}

/** Where they disagree, each in a sentence. */
export function disagreements({ report, ids, refusal, held, good, accepted, acceptedSets, claimSets }: Sayings): string[] {
  const [file] = report.files;
  const wrong: string[] = [];
  const errors = report.findings.filter(({ severity }) => severity === 'error');
  const touched = affected(errors);
  if (touched.size !== file!.claimsWithErrors)
    wrong.push(`lint counts ${file!.claimsWithErrors}, but its findings affect ${touched.size}`);
  if (errors.some(({ affects }) => !affects)) wrong.push('a finding does not say what it affects');
  if (!refusal) {
    const expected = [...affected(errors.filter((finding) => effectOf(finding, SPLIT_OPTIONS) === 'holds'))].sort(
      (a, b) => a - b,
    );
    if (expected.join() !== held.join()) wrong.push(`lint would hold ${expected}, split holds ${held}`);
    if (good && (good.files[0]!.errors > 0 || good.files[0]!.fault)) wrong.push('the good part is not clean');
    if ((good?.files[0]?.claims ?? 0) + held.length !== file!.claims) wrong.push('a claim is in no part');
  }
  // What neither a 999 nor a 277CA reports rejects nothing.
  const told = errors.filter(
    (finding) => toldOf(finding, RULES_BY_ID) || refusesFile(finding, RULES_BY_ID) || statusOf(finding, TELLING).length > 0,
  );
  const rejected = affected(told);
  const left = new Map<string, number>();
  for (const [ordinal, id] of ids) if (!rejected.has(ordinal)) left.set(id, (left.get(id) ?? 0) + 1);
  for (const id of accepted) {
    const more = left.get(id) ?? 0;
    if (more === 0) wrong.push('a 277CA accepts a claim that an error affects');
    left.set(id, more - 1);
  }
  const isWhole = !file!.fault && errors.every((finding) => !toldOf(finding, RULES_BY_ID) && !refusesFile(finding, RULES_BY_ID));
  if (isWhole && accepted.length !== file!.claims - rejected.size)
    wrong.push(`a 277CA accepts ${accepted.length} of ${file!.claims} claims, of which errors affect ${rejected.size}`);
  if (claimSets > acceptedSets) wrong.push(`a 277CA has ${claimSets} sets, of which the 999 accepts ${acceptedSets}`);
  return wrong;
}
