import { RULES_BY_ID } from './index.ts';

/** Where the pages of the rules are; `npm run docs` writes them. */
const PAGES = 'https://github.com/xolint/xolint/blob/main/docs/rules';

/** The page of a built-in rule; undefined for a custom rule from a config. */
export function docsUrl(id: string): string | undefined {
  return RULES_BY_ID.has(id) ? `${PAGES}/${id}.md` : undefined;
}
