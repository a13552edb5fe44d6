import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderWith } from '../support/folder.ts';
import { runXolint } from '../support/run.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

test('the way of one claim is what the page for billers says: finding, 277CA, held file, correction, clean', async () => {
  const page = read('docs/billers.md');
  const section = page.slice(page.indexOf('## Send the good claims'), page.indexOf('## When you disagree'));
  const [finding, status] = [...section.matchAll(/```text\n([\s\S]*?)```/g)].map((match) => match[1]!.trim());
  const folder = folderWith({ 'claims.edi': read('fixtures/scenarios/guide-mistake-1-one-unit.edi') });
  const run = (...args: string[]) => runXolint(args, { cwd: folder });

  expect((await run('claims.edi')).stdout).toContain(finding);
  expect((await run('split', 'claims.edi', '--good', 'ready', '--held', 'waiting', '-f', '277ca:acks')).status).toBe(1);
  const ack = readFileSync(join(folder, 'acks', 'claims.edi.1.277ca'), 'latin1').split('\n');
  // The day of the run stands where the page has one of its own.
  const dated = ack.map((segment) => segment.replace(/\*\d{8}\*U/, '*20261102*U'));
  const shown = status!.split('\n');
  expect(dated.filter((segment) => shown.includes(segment))).toEqual(shown);

  expect(readdirSync(join(folder, 'ready'))).toEqual([]);
  expect(readFileSync(join(folder, 'waiting', 'claims.edi.manifest.json'), 'utf8')).toContain('"rules":["xolair/unit-count"]');
  const held = readFileSync(join(folder, 'waiting', 'claims.edi'), 'latin1');
  writeFileSync(join(folder, 'waiting', 'claims.edi'), held.replace(/(J2357:JZ\*1305\*UN\*)1\*/, '$130*'), 'latin1');
  expect((await run('waiting/claims.edi')).status).toBe(0);
});
