import type { Format } from './format.ts';
import { json } from './json.ts';
import { ndjson } from './ndjson.ts';
import { stylish } from './stylish.ts';

/** Every format by name. */
export const FORMATS: Readonly<Record<string, Format>> = { stylish, json, ndjson };
