import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { VERSION } from '../../src/version.ts';
import { Desk, ended } from '../support/cli.ts';
import { claim, file } from '../support/edi.ts';

const desk = new Desk();
afterAll(() => desk.remove());

const unbalanced = (count: number) =>
  file(Array.from({ length: count }, (_, i) => claim(`A${i}`).map((segment) => segment.replace('*1350*', '*1351*'))));
desk.put('sound.edi', file([claim('A1')]));
desk.put('bad.edi', unbalanced(1));
desk.put('many.edi', unbalanced(3000));
/** A claim whose only finding is a warning: the same modifier pointed at a diagnosis twice. */
desk.put('warned.edi', file([claim('A1').map((segment) => segment.replace('UN*1*11**1', 'UN*1*11**1:1'))]));

describe('usage', () => {
  test.each<[string, string[], RegExp]>([
    ['no path', [], /Name at least one file/],
    ['an empty path', [''], /path is empty/],
    ['an unknown option', ['--colour', 'sound.edi'], /colour/],
    ['an unknown rule', ['--rule', 'claim/balanse:off', 'sound.edi'], /no rule "?claim\/balanse/],
    ['an unknown severity', ['--rule', 'claim/balance:fatal', 'sound.edi'], /ID:SEVERITY/],
    ['a rule without a severity', ['--rule', 'claim/balance', 'sound.edi'], /ID:SEVERITY/],
    ['an unknown format', ['-f', 'yaml', 'sound.edi'], /no format "yaml"/],
    [
      'an option of split twice',
      ['split', 'a.edi', '--good', 'a', '--good', 'b', '--held', 'c'],
      /--good was given more than once/,
    ],
    ['a format without a path', ['-f', 'json:', 'sound.edi'], /no path after the colon/],
    ['two formats on stdout', ['-f', 'json', '-f', 'ndjson', 'sound.edi'], /json and ndjson/],
    ['two formats in one file', ['-f', 'json:x', '-f', 'ndjson:x', 'sound.edi'], /Two formats go to x/],
    ['an option without its value', ['sound.edi', '--rule'], /rule/],
    ['warnings that are no number', ['--max-warnings', 'many', 'sound.edi'], /whole number/],
    ['warnings below 0', ['--max-warnings', '-1', 'sound.edi'], /max-warnings/],
    ['warnings that are a fraction', ['--max-warnings', '1.5', 'sound.edi'], /whole number/],
    ['an unknown level', ['--fail-on', 'fatal', 'sound.edi'], /fail-on/],
    ['an unknown class', ['--payer-class', 'kaiser', 'sound.edi'], /payer-class/],
    ['a value given twice', ['--fail-on', 'error', '--fail-on', 'never', 'sound.edi'], /fail-on/],
    ['what cannot be shown', ['--show', 'name', 'sound.edi'], /pcn, dos and segment/],
  ])('%s: a sentence, exit 2, nothing on stdout', async (_, args, sentence) => {
    const ran = await desk.run(args);
    expect(ran.status).toBe(2);
    expect(ran.stdout).toBe('');
    expect(ran.stderr).toMatch(sentence);
    expect(ran.stderr).toMatch(/^xolint: /);
    expect(ran.stderr).not.toMatch(/^\s+at |Error:/m);
  });

  test('--help and --version', async () => {
    const help = await desk.run(['--help']);
    expect([help.status, help.stderr]).toEqual([0, '']);
    for (const word of ['--format', '--rule', '--fail-on', '--max-warnings', '--stdin-filename', 'EXIT STATUS'])
      expect(help.stdout).toContain(word);
    for (const line of help.stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    expect(await desk.run(['--version'])).toMatchObject({ status: 0, stdout: `${VERSION}\n`, stderr: '' });
  });

  test('words behind a double dash are paths', async () => {
    desk.put('-odd.edi', unbalanced(1));
    const ran = await desk.run(['-f', 'json', '--', '-odd.edi']);
    expect(ran.status).toBe(1);
    expect(JSON.parse(ran.stdout).files).toMatchObject([{ path: '-odd.edi', claims: 1 }]);
  });

  test('a path of digits is a path', async () => {
    desk.put('0837', unbalanced(1));
    expect(JSON.parse((await desk.run(['-f', 'json', '0837'])).stdout).files).toMatchObject([{ path: '0837', claims: 1 }]);
  });
});

describe('the verdict', () => {
  test.each<[string[], number]>([
    [['sound.edi'], 0],
    [['bad.edi'], 1],
    [['bad.edi', '--fail-on', 'never'], 0],
    [['bad.edi', '--rule', 'claim/balance:off'], 0],
    [['bad.edi', '--rule', 'claim/*:off'], 0],
    [['bad.edi', '--rule', 'claim/balance:warning'], 0],
    [['bad.edi', '--rule', 'claim/balance:warning', '--fail-on', 'warning'], 1],
    [['bad.edi', '--rule', 'claim/balance:warning', '--max-warnings', '0'], 1],
    [['bad.edi', '--rule', 'claim/balance:warning', '--max-warnings', '1'], 0],
    [['bad.edi', '--rule', 'claim/balance:warning', '--quiet', '--max-warnings', '0'], 1],
    [['bad.edi', '--rule', 'claim/balance:info', '--fail-on', 'warning'], 0],
    [['bad.edi', '--rule', 'claim/balance:info', '--fail-on', 'info'], 1],
    [['bad.edi', 'none.edi', '--fail-on', 'never'], 2],
  ])('%j exits %i', async (args, status) => {
    expect((await desk.run(args)).status).toBe(status);
  });

  test('--quiet shows errors only', async () => {
    const args = ['-f', 'json', 'bad.edi', '--rule', 'claim/balance:warning'];
    const loud = JSON.parse((await desk.run(args)).stdout);
    const quiet = JSON.parse((await desk.run([...args, '--quiet'])).stdout);
    expect(loud.findings).toHaveLength(1);
    expect(quiet.findings).toEqual([]);
    expect(quiet.summary).toEqual(loud.summary);
  });

  test('a rule that is off does not hide that a file is not whole', async () => {
    desk.put('cut.edi', file([claim('A1')]).replace(/SE\*\d+\*0001~/, ''));
    expect((await desk.run(['cut.edi'])).status).toBe(1);
    const { status, stderr } = await desk.run(['cut.edi', '--rule', 'x12/*:off']);
    expect(status).toBe(2);
    expect(stderr).toContain('x12/truncated is off, but SE is missing after line 1.');
    expect((await desk.run(['cut.edi', '--rule', 'x12/truncated:info'])).status).toBe(0);
  });
});

/** Names of files that a report left beside its own. */
const temporary = () => readdirSync(desk.folder).filter((name) => name.endsWith('.tmp'));

describe('reports in files', () => {
  test('replace what was there, whole, with its permissions, through links', async () => {
    chmodSync(desk.path(desk.put('out.json', 'old')), 0o640);
    symlinkSync('out.json', desk.path('latest.json'));
    const ran = await desk.run(['-f', 'json:latest.json', '-f', 'ndjson', 'bad.edi']);
    expect(ran.status).toBe(1);
    expect(JSON.parse(readFileSync(desk.path('out.json'), 'utf8')).findings).toHaveLength(1);
    expect(statSync(desk.path('out.json')).mode & 0o777).toBe(0o640);
    expect(
      ran.stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).type),
    ).toEqual(['run', 'file', 'finding', 'end']);
    expect(temporary()).toEqual([]);
  });

  test.each<[string, string, RegExp]>([
    ['a folder that is not there', 'nowhere/out.json', /its folder does not exist/],
    ['a folder in its place', 'folder', /it is a folder/],
    ['a full disk', '/dev/full', /the disk is full/],
  ])('%s: a sentence and exit 2', async (_, path, sentence) => {
    mkdirSync(desk.path('folder'), { recursive: true });
    const ran = await desk.run(['-f', `json:${path}`, 'many.edi']);
    expect([ran.status, ran.stdout]).toEqual([2, '']);
    expect(ran.stderr).toMatch(/^xolint: The report .* could not be written: .*\.\n$/);
    expect(ran.stderr).toMatch(sentence);
    expect(temporary()).toEqual([]);
  });

  test('a device stays a device', async () => {
    expect((await desk.run(['-f', 'json:/dev/null', 'bad.edi'])).status).toBe(1);
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  test('a folder that may not be written: the old report is untouched', async () => {
    desk.put('kept/out.json', 'old');
    chmodSync(desk.path('kept'), 0o555);
    const ran = await desk.runBound(['-f', 'json:kept/out.json', 'bad.edi']);
    chmodSync(desk.path('kept'), 0o755);
    expect(ran.status).toBe(2);
    expect(ran.stderr).toMatch(/there is no permission to write it/);
    expect(readFileSync(desk.path('kept/out.json'), 'utf8')).toBe('old');
    expect(readdirSync(desk.path('kept'))).toEqual(['out.json']);
  });

  test('a disk that fills up in the middle: the old report is untouched', async () => {
    desk.put('big.json', 'old');
    const ran = await desk.shell('ulimit -f 32; $XOLINT -f json:big.json many.edi');
    expect([ran.status, ran.stdout]).toEqual([2, '']);
    expect(ran.stderr).toMatch(/big\.json could not be written/);
    expect(readFileSync(desk.path('big.json'), 'utf8')).toBe('old');
    expect(temporary()).toEqual([]);
  });
});

describe('standard output', () => {
  test.each(['stylish', 'json', 'ndjson'])('a closed pipe is silence (%s)', async (format) => {
    const ran = await desk.shell(`$XOLINT -f ${format} many.edi | head -1`);
    expect(ran.stderr).toBe('');
    expect(ran.stdout.trimEnd().split('\n')).toHaveLength(1);
  });

  test('a closed stderr is silence too', async () => {
    expect(await desk.shell('{ $XOLINT none.edi none2.edi many.edi; echo $? >status; } 2>&1 | head -1')).toMatchObject({
      stderr: '',
    });
    expect(readFileSync(desk.path('status'), 'utf8')).toBe('2\n');
  });

  test('that is full', async () => {
    const ran = await desk.shell('$XOLINT -f json bad.edi >/dev/full');
    expect(ran.status).toBe(2);
    expect(ran.stderr).toBe('xolint: The report could not be written to standard output: the disk is full (ENOSPC).\n');
  });

  test('a large report arrives whole', async () => {
    const ran = await desk.shell('$XOLINT -f json many.edi | cat');
    expect(JSON.parse(ran.stdout).findings.length).toBe(3000);
  });
});

describe('an interrupted run', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s: exit %i, the old report untouched, nothing left', async (signal, status) => {
    desk.put('report.json', 'old');
    const child = desk.start(['-f', 'json:report.json', '-f', 'ndjson', '-']);
    const end = ended(child);
    // It waits for the rest of its input.
    child.stdin!.on('error', () => {}).write(unbalanced(2000).slice(0, -1000));
    while (temporary().length === 0) await wait(5);
    child.kill(signal);
    const ran = await end;
    expect([ran.status, ran.signal]).toEqual([status, null]);
    expect(ran.stderr).toBe('xolint: The run was interrupted; no report is complete.\n');
    expect(temporary()).toEqual([]);
    expect(readFileSync(desk.path('report.json'), 'utf8')).toBe('old');
  });
});

describe('a bug', () => {
  test('shows its kind and where it arose, and no piece of the input', async () => {
    desk.put(
      'buggy.mjs',
      `const docs = { what: 'a', why: 'b', fix: 'c', source: 'd' };
       const state = () => { throw new RangeError('in SECRET'); };
       const claim = () => {};
       export default { customRules: [{ id: 'house/bug', severity: 'error', docs, messages: { m: 'm' }, examples: { good: [], bad: [] }, state, claim }] };`,
    );
    desk.put('secret.edi', file([claim('SECRET')]));
    const ran = await desk.run(['-c', 'buggy.mjs', '-f', 'json:bug.json', 'secret.edi']);
    expect([ran.status, ran.stdout]).toEqual([2, '']);
    expect(ran.stderr).toMatch(/^xolint: This is a bug .*RangeError/);
    expect(ran.stderr).toMatch(/^\s+at .*buggy\.mjs:2:/m);
    expect(ran.stderr).not.toContain('SECRET');
    expect(existsSync(desk.path('bug.json'))).toBe(false);
    expect(temporary()).toEqual([]);
  });
});

describe('the same input', () => {
  test('gives the same bytes', async () => {
    for (const format of ['json', 'ndjson', 'stylish']) {
      const runs = [];
      for (let i = 0; i < 2; i++) runs.push((await desk.run(['-f', format, 'many.edi', 'bad.edi', 'sound.edi'])).stdout);
      expect(runs[0]!.length).toBeGreaterThan(100);
      expect(runs[1]).toBe(runs[0]);
    }
  });
});
