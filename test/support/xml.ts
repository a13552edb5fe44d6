import { readFileSync } from 'node:fs';
import { validateXML } from 'xmllint-wasm';

/** Faults that libxml2 finds in a document; with a path, those against that XML schema too. */
export async function xmlFaults(contents: string, schema?: string): Promise<string[]> {
  const result = await validateXML({
    xml: [{ fileName: 'report.xml', contents }],
    ...(schema && { schema: [{ fileName: 'schema.xsd', contents: readFileSync(schema, 'utf8') }] }),
    ...(!schema && { normalization: 'format' as const }),
  } as Parameters<typeof validateXML>[0]);
  return result.errors.map((error) => error.message);
}
