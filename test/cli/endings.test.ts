import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  createWriteStream,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { openFile } from '../../src/x12/source.ts';
import { Desk } from '../support/cli.ts';
import { complete } from '../support/example.ts';
import { folderWith } from '../support/folder.ts';
import { runXolint } from '../support/run.ts';

const CLAIM = 'CLM*A1*150***11:B:1*Y*A*Y*Y~HI*ABK:J4550~LX*1~SV1*HC:99213*100*UN*1***1~';
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

describe('a config that takes over the process', () => {
  test.each([
    ['ends it', 'process.exit(0);', 2, /ended before it came to a verdict/],
    ['never settles', 'await new Promise(() => {}); export default {};', 2, /ended before it came to a verdict/],
    ['keeps it alive', 'setInterval(() => {}, 1000); export default {};', 1, /^$/],
    [
      'ends it from a rule',
      `const docs = { what: 'a', why: 'b', fix: 'c', source: 'd' };
       const claim = () => process.exit(0);
       export default { customRules: [{ id: 'house/end', severity: 'error', docs, messages: { m: 'm' }, examples: { good: [], bad: [] }, claim }] };`,
      2,
      /ended before it came to a verdict/,
    ],
  ])('%s', async (_, config, status, said) => {
    const folder = folderWith({ 'a.edi': complete(CLAIM), 'c.mjs': config, 'r.json': 'old' });
    const ran = await runXolint(['a.edi', '-c', 'c.mjs', '-f', 'json:r.json'], { cwd: folder });
    expect(ran.status).toBe(status);
    expect(ran.stderr).toMatch(said);
    expect(ran.stderr).not.toMatch(/^\s+at /m);
    expect(readFileSync(join(folder, 'r.json'), 'utf8') === 'old').toBe(status === 2);
  });
});

test('a damaged installation is said, whichever part is missing or cut off', async () => {
  const folder = folderWith({ 'a.edi': complete(CLAIM) });
  for (const part of ['bin', 'dist', 'package.json']) cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const run = () => {
    try {
      return {
        status: 0,
        stderr: execFileSync(process.execPath, ['bin/xolint.js', 'split', 'a.edi', '--good', 'g', '--held', 'h'], {
          cwd: folder,
          stdio: 'pipe',
        }),
      };
    } catch (error) {
      const { status, stderr } = error as { status: number; stderr: Buffer };
      return { status, stderr: stderr.toString() };
    }
  };
  expect(run().status).toBe(1);
  for (const part of ['cli/main.js', 'cli/guard.js', 'cli/commands/split.js', 'x12/segments.js']) {
    const path = join(folder, 'dist', part);
    const whole = readFileSync(path);
    for (const spoil of [() => rmSync(path), () => writeFileSync(path, whole.subarray(0, 300))]) {
      spoil();
      const ran = run();
      expect(ran.status, part).toBe(2);
      expect(ran.stderr, part).toMatch(/^xolint: This installation of xolint is damaged: .* Install it again\.\n$/);
    }
    writeFileSync(path, whole);
  }
});

describe('a file that changes while it is read', () => {
  const read = async (path: string, change: () => void) => {
    const source = await openFile(path);
    const bytes = new Uint8Array(64);
    await source.read(bytes, 0, 4);
    change();
    try {
      while ((await source.read(bytes, 0, 64)) > 0);
    } finally {
      await source.close();
    }
  };

  test.each<[string, (path: string) => void]>([
    ['grows', (path) => appendFileSync(path, 'more')],
    ['is written over', (path) => writeFileSync(path, 'z'.repeat(100))],
    ['is removed', (path) => rmSync(path)],
    [
      'is replaced',
      (path) => {
        writeFileSync(`${path}.new`, 'x'.repeat(100));
        renameSync(`${path}.new`, path);
      },
    ],
  ])('%s: a fault', async (_, change) => {
    const path = join(folderWith({ file: 'x'.repeat(100) }), 'file');
    // The clock of the disk has steps.
    await new Promise((done) => setTimeout(done, 20));
    await expect(read(path, () => change(path))).rejects.toThrow('The file changed while it was read.');
  });

  test('none is found where it did not, or where it is a pipe', async () => {
    const folder = folderWith({ file: 'x'.repeat(100) });
    await expect(read(join(folder, 'file'), () => {})).resolves.toBeUndefined();
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    const writing = createWriteStream(join(folder, 'pipe'));
    writing.end('x'.repeat(100));
    await expect(read(join(folder, 'pipe'), () => {})).resolves.toBeUndefined();
  });
});

describe('outputs', () => {
  test('a name of 255 bytes is written, one of 256 is said', async () => {
    const folder = folderWith({ 'a.edi': complete(CLAIM) });
    const name = `${'n'.repeat(250)}.json`;
    expect((await runXolint(['a.edi', '--no-config', '-f', `json:${name}`], { cwd: folder })).status).toBe(1);
    expect(existsSync(join(folder, name))).toBe(true);
    const ran = await runXolint(['a.edi', '--no-config', '-f', `json:n${name}`], { cwd: folder });
    expect(ran.status).toBe(2);
    expect(ran.stderr).toContain('its name is too long (ENAMETOOLONG).');
    writeFileSync(join(folder, `${'n'.repeat(251)}.edi`), complete(CLAIM));
    const split = await runXolint(['split', `${'n'.repeat(251)}.edi`, '--good', 'g', '--held', 'h'], { cwd: folder });
    expect(split.status).toBe(2);
    expect(split.stderr).toMatch(/^xolint: .* could not be written: its name is too long \(ENAMETOOLONG\)\.\n$/);
  });

  test('with what identifies patients are for their owner only', async () => {
    const folder = folderWith({ 'a.edi': complete(CLAIM), 'old.json': 'old' });
    const formats = ['-f', 'json:new.json', '-f', 'ndjson:old.json'];
    await runXolint(['a.edi', '--no-config', '--show', 'pcn', ...formats], { cwd: folder });
    for (const name of ['new.json', 'old.json']) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  });

  test('suppressions of runs at once are all kept', async () => {
    const desk = new Desk();
    const all = Array.from({ length: 4 }, (_, i) => i);
    for (const i of all) desk.put(`${i}.edi`, complete(CLAIM.replace('*A1*', `*A${i}*`).replace('99213', `9921${i + 2}`)));
    await Promise.all(all.map((i) => desk.run([`${i}.edi`, '--no-config', '--suppress-all'])));
    for (const i of all) expect((await desk.run([`${i}.edi`, '--no-config'])).status).toBe(0);
    desk.remove();
  });
});

test('a part that is not the one of the manifest is said', async () => {
  const folder = folderWith({ 'a.edi': complete(CLAIM) });
  const run = (...args: string[]) => runXolint(['split', ...args], { cwd: folder });
  expect((await run('a.edi', '--good', 'g', '--held', 'h')).status).toBe(1);
  const manifest = 'h/a.edi.manifest.json';
  expect((await run('--verify', manifest)).status).toBe(0);
  appendFileSync(join(folder, 'h/a.edi'), '\n');
  expect((await run('--verify', manifest)).stderr).toContain('is not the one that this manifest names');
  rmSync(join(folder, 'h/a.edi'));
  const gone = await run('--verify', manifest);
  expect([gone.status, gone.stdout]).toEqual([2, '']);
  expect(gone.stderr).toContain('is missing');
  expect((await run('--verify', 'a.edi')).status).toBe(2);
  expect((await run('a.edi')).stderr).toContain('split needs PATHS, --good DIR and --held DIR');
});
