import {
  chmodSync,
  chownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Commit } from '../../src/files/commit.ts';
import { OutputError } from '../../src/files/errors.ts';
import { folderWith } from '../support/folder.ts';

const silent = () => new Commit((sentence) => expect.fail(sentence));
const own = (folder: string) => readdirSync(folder).filter((name) => name.startsWith('.'));
const text = (folder: string, name: string) => readFileSync(join(folder, name), 'utf8');

/** A run on another machine, whose last sign of life was some seconds ago. */
const OTHER = '.xolint-0123abcd-1-0-0123456789abcdef';
function elsewhere(folder: string, seconds: number, ...endings: string[]): void {
  for (const ending of ['.run', ...endings]) writeFileSync(join(folder, OTHER + ending), '');
  const then = Date.now() / 1000 - seconds;
  utimesSync(join(folder, `${OTHER}.run`), then, then);
}

test('of two runs at once one puts all its outputs in place, and the other none', async () => {
  const folder = folderWith({ a: 'old', b: 'old' });
  const runs = await Promise.all(
    ['first', 'second'].map(async (word) => {
      const commit = silent();
      for (const name of ['a', 'b', 'c']) commit.write(await commit.target(join(folder, name)), word);
      return commit;
    }),
  );
  const ends = await Promise.allSettled(runs.map((commit) => commit.finish()));
  for (const commit of runs) commit.discard();
  const failed = ends.filter((end) => end.status === 'rejected');
  expect(failed).toHaveLength(1);
  expect(failed[0]!.reason).toBeInstanceOf(OutputError);
  expect(String(failed[0]!.reason)).toContain('perhaps by another run of xolint');
  const words = ['a', 'b', 'c'].map((name) => text(folder, name));
  expect(['first', 'second']).toContain(words[0]);
  expect(new Set(words).size).toBe(1);
  expect(own(folder)).toEqual([]);
});

test('many runs that add to one file at once lose nothing', async () => {
  const folder = folderWith({ list: '' });
  const path = join(folder, 'list');
  const words = Array.from({ length: 12 }, (_, i) => `word ${i}`);
  await Promise.all(
    words.map(async (word) => {
      const commit = silent();
      await commit.enter(folder);
      await commit.finish(() => commit.write(commit.targetNow(path), `${text(folder, 'list')}${word}\n`));
    }),
  );
  expect(text(folder, 'list').trim().split('\n').sort()).toEqual([...words].sort());
});

describe('what another machine or container left', () => {
  test('is removed when it gave no sign of life for long', async () => {
    const folder = folderWith({});
    elsewhere(folder, 400, '-0.tmp', '-1.old', '.lock');
    const commit = silent();
    commit.write(await commit.target(join(folder, 'a')), 'new');
    await commit.finish();
    expect(readdirSync(folder)).toEqual(['a']);
  });

  test('stays while it lives, and its lock is respected', async () => {
    const folder = folderWith({});
    elsewhere(folder, 100, '-0.tmp');
    const commit = silent();
    commit.write(await commit.target(join(folder, 'a')), 'new');
    await commit.finish();
    expect(own(folder)).toEqual([`${OTHER}-0.tmp`, `${OTHER}.run`]);
    elsewhere(folder, 0, '.lock');
    const second = silent();
    second.write(await second.target(join(folder, 'a')), 'newer');
    await expect(second.finish()).rejects.toThrow('Another run of xolint is writing into');
    second.discard();
    expect(text(folder, 'a')).toBe('new');
  });
});

describe('a record that this user did not write is not obeyed', () => {
  const record = (folder: string) =>
    JSON.stringify({
      xolint: 1,
      decides: folder,
      folders: [folder],
      items: [{ folder, name: 'victim', temporary: `${OTHER.slice(0)}-0.tmp` }],
    });

  test.each([
    ['of another user', (path: string) => chownSync(path, 4711, 4711), /belongs to another user/],
    ['that others may write', (path: string) => chmodSync(path, 0o666), /belongs to another user/],
    ['that is damaged', (path: string) => writeFileSync(path, '{'), /is damaged/],
    [
      'that leads out of its folder',
      (path: string) => writeFileSync(path, readFileSync(path, 'utf8').replace('victim', '../victim')),
      /is damaged/,
    ],
  ])('%s', async (_, spoil, sentence) => {
    const folder = folderWith({ victim: 'old' });
    elsewhere(folder, 0, '-0.tmp');
    writeFileSync(join(folder, `${OTHER}.commit`), record(folder), { mode: 0o600 });
    spoil(join(folder, `${OTHER}.commit`));
    const commit = silent();
    await expect(commit.enter(folder)).rejects.toThrow(sentence);
    commit.discard();
    expect(text(folder, 'victim')).toBe('old');
  });
});

describe('targets', () => {
  test('a link stays a link, also one that leads to nothing yet', async () => {
    const folder = folderWith({ 'real/a': 'old' });
    symlinkSync('real/a', join(folder, 'link'));
    symlinkSync('real/b', join(folder, 'dangling'));
    chmodSync(join(folder, 'real/a'), 0o640);
    const commit = silent();
    for (const name of ['link', 'dangling']) commit.write(await commit.target(join(folder, name)), name);
    await commit.finish();
    expect([text(folder, 'real/a'), text(folder, 'real/b')]).toEqual(['link', 'dangling']);
    expect(statSync(join(folder, 'real/a')).mode & 0o777).toBe(0o640);
    expect(readdirSync(join(folder, 'real')).sort()).toEqual(['a', 'b']);
  });

  test('a link that another user put into a folder which several may write is refused', async () => {
    const folder = folderWith({ victim: 'old' });
    mkdirSync(join(folder, 'shared'));
    chmodSync(join(folder, 'shared'), 0o1777);
    symlinkSync('../victim', join(folder, 'shared/report'));
    const me = process.geteuid!();
    const seen = Object.getOwnPropertyDescriptor(process, 'geteuid')!;
    Object.defineProperty(process, 'geteuid', { ...seen, value: () => me + 4711 });
    try {
      const commit = silent();
      // The links of root are trusted, as those of the user are.
      const refused = commit.target(join(folder, 'shared/report'));
      if (me === 0) await expect(refused).resolves.toBeDefined();
      else await expect(refused).rejects.toThrow('a link that another user put');
      commit.discard();
    } finally {
      Object.defineProperty(process, 'geteuid', seen);
    }
  });

  test('circles of links end', async () => {
    const folder = folderWith({});
    symlinkSync('b', join(folder, 'a'));
    symlinkSync('a', join(folder, 'b'));
    await expect(silent().target(join(folder, 'a'))).rejects.toThrow('ELOOP');
  });
});
