import { GUIDES } from '../guides/guide.ts';
import type { ClaimType } from '../model/claim.ts';
import { RULES } from '../rules/index.ts';
import { COMMAND_NAMES } from './help.ts';
import { FORMAT_NAMES, LINT_OPTIONS, SHELLS } from './options.ts';

/** First word of a command line that asks for completions instead of a run. */
export const COMPLETE = '--complete';

/** Scripts that ask xolint itself for the words, so that they never go out of date. */
export const COMPLETION_SCRIPTS: Readonly<Record<(typeof SHELLS)[number], string>> = {
  bash: `# xolint completion for bash. Add this line to ~/.bashrc: source <(xolint completion bash)
_xolint() {
  mapfile -t COMPREPLY < <(xolint ${COMPLETE} "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o bashdefault -o default -F _xolint xolint
`,
  zsh: `#compdef xolint
# xolint completion for zsh. Add this line to ~/.zshrc after compinit: source <(xolint completion zsh)
# Or save it as _xolint in a folder of $fpath.
_xolint() {
  local -a found
  found=("\${(@f)$(xolint ${COMPLETE} "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ -n "$found" ]]; then compadd -a found; else _files; fi
}
if [[ "\${funcstack[1]}" == _xolint ]]; then _xolint "$@"; else compdef _xolint xolint; fi
`,
};

const formatNames = () => FORMAT_NAMES;
const loops = (type: ClaimType) => () => GUIDES[type].loops.slice(1).map((loop) => loop.id);
const ids = () => RULES.map((rule) => rule.id);

/** The words that can follow a word. Other options with a value take a file, or free text. */
const AFTER: Readonly<Record<string, () => readonly string[]>> = {
  '-f': formatNames,
  '--format': formatNames,
  '--rule': ids,
  '--suppress-rule': ids,
  '--show': () => ['pcn', 'dos', 'segment'],
  '--payer-class': () => LINT_OPTIONS['payer-class'].choices,
  '--fail-on': () => LINT_OPTIONS['fail-on'].choices,
  explain: ids,
  guide: () => Object.keys(GUIDES),
  '837P': loops('837P'),
  '837I': loops('837I'),
  schema: () => ['config', 'report'],
  completion: () => SHELLS,
};

/** Words that complete the last one of a command line; empty where a file is expected. */
export function completions(line: readonly string[]): readonly string[] {
  const current = line.at(-1) ?? '';
  const after = AFTER[line.at(-2) ?? ''];
  const options = () => [...Object.keys(LINT_OPTIONS).map((name) => `--${name}`), '--help', '--version'];
  const words = after ? after() : current.startsWith('-') ? options() : line.length === 1 ? COMMAND_NAMES : [];
  return words.filter((word) => word.startsWith(current));
}
