import { checkstyle } from './checkstyle.ts';
import { csv } from './csv.ts';
import type { Format } from './format.ts';
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import { html } from './html/page.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import { ndjson } from './ndjson.ts';
import { sarif } from './sarif.ts';
import { stylish } from './stylish.ts';

const ALL = {
  stylish,
  json,
  ndjson,
  sarif,
  junit,
  checkstyle,
  github,
  gitlab,
  markdown,
  csv,
  html,
} satisfies Record<string, Format>;

/** Name of a format, as `--format` takes it. */
export type FormatName = keyof typeof ALL;

/** Every format by name. */
export const FORMATS: Readonly<Record<FormatName, Format>> = ALL;

/** Whether there is a format of this name. */
export function isFormatName(name: string): name is FormatName {
  return Object.hasOwn(FORMATS, name);
}
