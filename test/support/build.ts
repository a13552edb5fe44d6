import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Builds dist once before the tests: some of them run the program as a user does. */
export default function setup(): void {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  execFileSync(`${root}node_modules/.bin/tsc`, ['-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
}
