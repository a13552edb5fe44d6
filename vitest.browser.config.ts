import { defineConfig } from 'vitest/config';

/** The HTML report in a real Chromium, which not every machine has: `npm test` does without. */
export default defineConfig({
  test: { include: ['test/browser/*.browser.ts'], testTimeout: 120_000, hookTimeout: 60_000, pool: 'threads', maxWorkers: 1 },
});
