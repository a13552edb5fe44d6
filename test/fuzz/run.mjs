// npm run fuzz: builds program and fuzzer as they are, and starts the fuzzer.
import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
execFileSync(`${root}node_modules/.bin/tsc`, ['-p', 'test/fuzz/tsconfig.json'], { cwd: root, stdio: 'inherit' });
cpSync(`${root}test/support/places.mjs`, `${root}dist-fuzz/test/support/places.mjs`);
await import('../../dist-fuzz/test/fuzz/main.js');
