import { existsSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ByteFile } from '../../src/split/byte-file.ts';
import { folderWith } from '../support/folder.ts';

const short = fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)), maxLength: 20 });
const steps = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('text' as const), text: short }),
    fc.record({ do: fc.constant('text' as const), text: short.map((text) => text.repeat(9)) }),
    fc.record({ do: fc.constant('copy' as const), text: short, from: fc.nat(5) }),
    fc.record({ do: fc.constant('number' as const), value: fc.maxSafeNat() }),
    fc.record({ do: fc.constant('number' as const), value: fc.nat(9999) }),
    fc.record({ do: fc.constant('patch' as const), at: fc.nat() }),
    fc.record({ do: fc.constant('cut' as const), at: fc.nat() }),
    fc.record({ do: fc.constant('move' as const) }),
  ),
  { maxLength: 60 },
);

test('holds what was written, however little of it fits into memory', () => {
  const folder = folderWith({});
  let runs = 0;
  fc.assert(
    fc.property(steps, fc.constantFrom(16, 50, 1000), (todo, memory) => {
      const [path, targetPath] = [join(folder, `${runs}`), join(folder, `${runs++}-target`)];
      const file = new ByteFile(path, memory);
      const target = new ByteFile(targetPath, 40);
      let text = '';
      let moved = '';
      for (const step of todo) {
        if (step.do === 'text') {
          file.text(step.text);
          text += step.text;
        } else if (step.do === 'copy') {
          const from = Math.min(step.from, step.text.length);
          file.copy(Buffer.from(step.text, 'latin1'), from);
          text += step.text.slice(from);
        } else if (step.do === 'number') {
          file.number(step.value);
          text += step.value;
        } else if (step.do === 'move') {
          file.moveTo(target);
          moved += text;
          text = '';
        } else if (text !== '') {
          const at = step.at % text.length;
          if (step.do === 'patch') file.patch(at, 33);
          else file.cut(at);
          text = step.do === 'patch' ? `${text.slice(0, at)}!${text.slice(at + 1)}` : text.slice(0, at);
        }
        expect(file.position).toBe(text.length);
      }
      const from = Math.min(3, text.length);
      file.copyTo(target, from);
      moved += text.slice(from);
      expect(file.position).toBe(text.length);
      for (const each of [file, target]) each.close();
      expect(readFileSync(path, 'latin1').slice(0, text.length)).toBe(text);
      expect(readFileSync(targetPath, 'latin1')).toBe(moved);
    }),
    { numRuns: 500 },
  );
});

test('is there once it is closed, for its owner only, and leaves nothing when it is given up', () => {
  const folder = folderWith({});
  const kept = new ByteFile(join(folder, 'kept'), 4);
  const small = new ByteFile(join(folder, 'small'));
  const large = new ByteFile(join(folder, 'large'), 4);
  for (const file of [kept, small, large]) file.text('some bytes');
  expect(existsSync(join(folder, 'small'))).toBe(false);
  kept.close();
  for (const file of [small, large]) file.discard();
  for (const file of [small, large]) file.discard();
  expect(readdirSync(folder)).toEqual(['kept']);
  expect(statSync(join(folder, 'kept')).mode & 0o777).toBe(0o600);
});

test('takes no file that is there, and follows no link', () => {
  const folder = folderWith({ kept: 'kept' });
  symlinkSync('kept', join(folder, 'link'));
  symlinkSync('new', join(folder, 'dangling'));
  for (const name of ['kept', 'link', 'dangling']) {
    const file = new ByteFile(join(folder, name), 4);
    expect(() => file.text('more than that')).toThrow('EEXIST');
  }
  expect(readFileSync(join(folder, 'kept'), 'utf8')).toBe('kept');
  expect(readdirSync(folder).sort()).toEqual(['dangling', 'kept', 'link']);
});
