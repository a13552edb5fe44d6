import { defineConfig } from 'vitest/config';

/** Checks of reports against published schemas; these lie outside the project, so that `npm test` does without. */
export default defineConfig({
  test: { include: ['test/schemas/*.check.ts'], testTimeout: 60_000, pool: 'threads', maxWorkers: 2 },
});
