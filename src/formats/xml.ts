/**
 * The little XML that reports need. A library would build the tree of all findings before it writes the first; these reports
 * have flat elements only and are written piece by piece. Their tests read them with libxml2.
 */

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** Text as XML content or attribute. Characters that XML 1.0 does not allow become U+FFFD. */
export function escapeXml(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '\ufffd')
    .replace(/[&<>"'\t\n\r]/g, (character) => ESCAPES[character]!);
}

/** A start tag, or an empty element; attributes without a value are left out. */
export function tag(name: string, attributes: Readonly<Record<string, string | number | undefined>>, empty = false): string {
  const words = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escapeXml(String(value))}"`],
  );
  return `<${name}${words.join('')}${empty ? '/' : ''}>`;
}

export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
