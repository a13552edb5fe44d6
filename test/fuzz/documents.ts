import { parse } from 'csv-parse/sync';
import type { FormatName } from '../../src/formats/index.ts';
import { reportSchema } from '../../src/schema/report.ts';

/** What is wrong with a document; '' if it can be read by those who read its format. */
type Reading = (text: string) => string;

/** What makes a document unreadable as XML: a second reader, as plain as can be. */
export function xmlFault(text: string): string {
  const open: string[] = [];
  let roots = 0;
  const tokens = /<\?[^?]*\?>|<!\[CDATA\[[\s\S]*?\]\]>|<(\/?)([\w:-]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|[^<]+|</g;
  for (const [token, closes, name, attributes = '', isEmpty] of text.matchAll(tokens)) {
    if (token === '<') return 'a < that begins nothing';
    if (/&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)/.test(token) && !token.startsWith('<!['))
      return `an & that begins nothing`;
    if (/&#(x0*[0-8bBcCeEfF]|x0*1[0-9a-fA-F]|0*(?:[0-8]|1[124-9]|2\d|3[01]));/.test(token))
      return 'a reference to a control character';
    if (name === undefined) {
      if (open.length === 0 && token.trim() !== '' && !token.startsWith('<?')) return 'text outside the root';
    } else if (closes) {
      if (open.pop() !== name) return `</${name}> closes something else`;
    } else {
      const names = [...attributes.matchAll(/([\w:-]+)=/g)].map((match) => match[1]);
      if (new Set(names).size < names.length) return `<${name}> has an attribute twice`;
      if (open.length === 0) roots++;
      if (!isEmpty) open.push(name);
    }
  }
  if (/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/.test(text)) return 'a control character';
  return open.length > 0 ? `<${open.at(-1)}> is not closed` : roots === 1 ? '' : `${roots} roots`;
}

const json: Reading = (text) => {
  JSON.parse(text);
  return '';
};

/** A person reads it on a terminal or a page: nothing may steer either. */
const plain: Reading = (text) => {
  const found = /[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/.exec(text);
  return found ? `${JSON.stringify(text.slice(Math.max(0, found.index - 60), found.index + 20))} has a control character` : '';
};

/** How the documents of each format are read. */
export const READINGS: Readonly<Record<FormatName, Reading>> = {
  stylish: plain,
  markdown: plain,
  json: (text) => reportSchema.safeParse(JSON.parse(text)).error?.message ?? '',
  ndjson: (text) => {
    for (const line of text.split('\n')) if (line !== '') JSON.parse(line);
    return '';
  },
  sarif: (text) => {
    const { version, runs } = JSON.parse(text);
    return version === '2.1.0' && runs.length === 1 && Array.isArray(runs[0].results) ? '' : 'no SARIF of one run';
  },
  gitlab: json,
  junit: xmlFault,
  checkstyle: xmlFault,
  csv: (text) => {
    parse(text, { bom: true });
    return '';
  },
  github: plain,
  html: (text) => (text.trimEnd().endsWith('</html>') ? '' : 'it has no end'),
};
