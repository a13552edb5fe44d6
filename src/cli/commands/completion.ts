import { COMPLETION_SCRIPTS } from '../completion.ts';
import type { SHELLS } from '../options.ts';
import { print } from '../outputs.ts';

/** `xolint completion [bash|zsh]`. */
export async function completionCommand(shell: (typeof SHELLS)[number]): Promise<number> {
  await print(COMPLETION_SCRIPTS[shell]);
  return 0;
}
