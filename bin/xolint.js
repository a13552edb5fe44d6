#!/usr/bin/env node
// Until the run has come to a verdict, no way in which the process ends may say "clean" (0) or "findings" (1).
process.exitCode = 2;

const load = async (path) => {
  try {
    return await import(path);
  } catch (error) {
    process.stderr.write(
      `xolint: This installation of xolint is damaged: ${path.slice(3)} could not be loaded (${error.code ?? error.name}). Install it again.\n`,
    );
    process.exit(2);
  }
};

const { guardProcess, endProcess } = await load('../dist/cli/guard.js');
const { keepShortLivedSpaceSmall } = await load('../dist/cli/memory.js');
const { main } = await load('../dist/cli/main.js');

keepShortLivedSpaceSmall();
guardProcess();
await endProcess(await main(process.argv.slice(2)));
