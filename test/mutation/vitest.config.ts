import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * What runs against a mutant, quick and telling tests first: the first one that fails ends the run. Nothing here needs a build, starts
 * the program or a thread. The tests of the structure and the reader lint whole guides; mutants of rules fall without them.
 */
const RULES = ['test/rules/**/*.test.ts', 'test/fixtures.test.ts'];
const ROOMS = [
  'test/engine/*.test.ts',
  'test/claims/*.test.ts',
  'test/x12/*.test.ts',
  'test/reader/**/*.test.ts',
  'test/structure/**/*.test.ts',
];

/** `rules`, or paths with spaces between them; see docs/mutation.md. */
const ASKED = process.env.MUTATION_TESTS;
const TESTS = ASKED === undefined ? [...RULES, ...ROOMS] : ASKED === 'rules' ? RULES : ASKED.split(' ');

class InOrderOfTheList extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => PLACES.findIndex((part) => moduleId.includes(part));
    return files.sort((a, b) => place(a) - place(b) || (a.moduleId < b.moduleId ? -1 : 1));
  }
}

/** What no part names comes first. */
const PLACES = ['/test/rules/examples', '/test/fixtures', '/test/engine/report', '/test/x12', '/test/reader', '/test/structure'];

/**
 * Tests read thousands of files of a few lines. The memory of a window for large ones, made anew for each of them, would take half of
 * the time.
 */
const smallWindow = {
  name: 'small-window',
  transform: (code: string, id: string) =>
    id.endsWith('/src/reader/read-source.ts') ? code.replace('256 * 1024', '16 * 1024') : undefined,
};

export default defineConfig({
  plugins: [smallWindow],
  test: {
    pool: 'threads',
    maxWorkers: 1,
    include: TESTS,
    // One load of the modules for all files of a run: half of the time of a mutant would go there.
    isolate: false,
    sequence: { sequencer: InOrderOfTheList },
    setupFiles: 'test/mutation/setup.ts',
    testTimeout: 300_000,
  },
});
