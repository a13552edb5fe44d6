import { defineConfig } from 'vitest/config';

/** `npm test` runs the first project. The others need what not every machine has, and have a script of their own. */
export default defineConfig({
  test: {
    pool: 'threads',
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          globalSetup: 'test/support/build.ts',
          testTimeout: 300_000,
        },
      },
      {
        // The HTML report in a real Chromium.
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/*.browser.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        // Reports against published schemas, which lie outside the project.
        extends: true,
        test: { name: 'schemas', include: ['test/schemas/*.check.ts'], testTimeout: 60_000 },
      },
    ],
  },
});
