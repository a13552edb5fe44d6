import { readdirSync, readFileSync } from 'node:fs';

const ROOT = new URL('../../', import.meta.url);

const markdown = (folder: string) =>
  readdirSync(new URL(folder, ROOT), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}${name.replaceAll('\\', '/')}`);

/** Paths of all documents, from the root of the repository. */
export const DOCUMENTS: readonly string[] = [
  'README.md',
  'fixtures/README.md',
  ...markdown('docs/'),
  ...markdown('.github/'),
].sort();

/** The text of a document. */
export function readDocument(path: string): string {
  return readFileSync(new URL(path, ROOT), 'utf8');
}
