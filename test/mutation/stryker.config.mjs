const ROOMS = ['src/rules/**/*.ts', 'src/structure/**/*.ts', 'src/reader/**/*.ts', 'src/engine/*.ts'];

/** What `--mutate` names, or all rooms. */
const asked = process.argv.flatMap((word, i, words) =>
  word.startsWith('--mutate=') ? [word.slice(9)] : words[i - 1] === '--mutate' || words[i - 1] === '-m' ? [word] : [],
);
const mutate = asked.length > 0 ? asked.join(',').split(',') : ROOMS;

// The workers inherit it, and the configuration of vitest reads it there.
if (mutate.every((path) => path.startsWith('src/rules/'))) process.env.MUTATION_TESTS ??= 'rules';

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  mutate,
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
  coverageAnalysis: 'perTest',
  // What runs while a module loads is data: texts, examples, tables, severities. Other tests compare those word by word.
  ignoreStatic: true,
  incremental: true,
  incrementalFile: 'coverage/mutation/incremental.json',
  tempDirName: 'coverage/stryker',
  ignorePatterns: ['dist', 'docs', 'coverage'],
  reporters: ['progress', 'clear-text', 'json', 'html'],
  clearTextReporter: { logTests: false, reportTests: false, reportScoreTable: true },
  jsonReporter: { fileName: 'coverage/mutation/mutation.json' },
  htmlReporter: { fileName: 'coverage/mutation/mutation.html' },
  disableTypeChecks: false,
  // Stryker rewrites this file with the API of TypeScript, which version 7 does not have. Nothing in it concerns the sandbox.
  tsconfigFile: 'none',
  concurrency: 2,
  timeoutMS: 5_000,
  timeoutFactor: 2,
};
