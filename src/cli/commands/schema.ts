import { print } from '../outputs.ts';

/** `xolint schema config|report`: JSON Schema from the zod schemas, which are loaded only here. */
export async function schemaCommand(which: 'config' | 'report'): Promise<number> {
  let schema: unknown;
  if (which === 'config') {
    const [{ configJsonSchema }, { RULES }] = await Promise.all([
      import('../../config/schema.ts'),
      import('../../rules/index.ts'),
    ]);
    schema = configJsonSchema(RULES);
  } else schema = (await import('../../schema/report.ts')).reportJsonSchema();
  await print(`${JSON.stringify(schema, null, 2)}\n`);
  return 0;
}
