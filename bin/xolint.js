#!/usr/bin/env node
// Until the run has come to a verdict, no end of the process may say "clean" (0) or "findings" (1).
process.exitCode = 2;

let end = process.exit;
try {
  const { endNow, endProcess, guardProcess } = await import('../dist/cli/guard.js');
  guardProcess();
  end = endNow;
  const { main } = await import('../dist/cli/main.js');
  const { keepShortLivedSpaceSmall } = await import('../dist/cli/memory.js');
  keepShortLivedSpaceSmall();
  main(process.argv.slice(2)).then(endProcess);
} catch (error) {
  process.stderr.write(
    `xolint: This installation of xolint is damaged: a part of it could not be loaded (${error.code ?? error.name}). Install it again.\n`,
  );
  end(2);
}
