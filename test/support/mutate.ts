/** A way to damage a file. Numbers are positions, taken modulo the number of positions there are. */
export interface Mutation {
  readonly kind: (typeof MUTATIONS)[number];
  readonly at: number;
  readonly other: number;
  readonly bytes: string;
}

export const MUTATIONS = [
  'delete',
  'insert',
  'replace',
  'truncate',
  'drop segment',
  'double segment',
  'swap segments',
  'drop element',
  'shift elements',
  'swap elements',
  'replace element',
  'replace id',
  'glue segments',
] as const;

/** Bytes that break a file more often than others do. */
export const HURTING: readonly string[] = [
  '~',
  '*',
  ':',
  '^',
  '\n',
  '\r',
  '\r\n',
  '\0',
  '\xff',
  'ISA*',
  'SE*1*0001~',
  '~~',
  'LX*1~',
  'CLM*X*1***11:B:1~',
  'HL*9*1*22*0~',
];

/** Ids that a segment may be typed under by mistake. */
const IDS = ['CLM', 'HL', 'LX', 'SV1', 'SV2', 'NM1', 'SBR', 'ST', 'SE', 'GS', 'GE', 'IEA', 'REF', 'SVD', 'clm', 'S', ''];

/** Applies a mutation to a text of one character a byte. */
export function mutate(text: string, { kind, at, other, bytes }: Mutation): string {
  if (text === '') return bytes;
  const i = at % text.length;
  const length = (other % 30) + 1;
  if (kind === 'delete') return text.slice(0, i) + text.slice(i + length);
  if (kind === 'insert') return text.slice(0, i) + bytes + text.slice(i);
  if (kind === 'replace') return text.slice(0, i) + bytes + text.slice(i + bytes.length);
  if (kind === 'truncate') return text.slice(0, i);
  const segments = text.split('~');
  const s = at % segments.length;
  const t = other % segments.length;
  if (kind === 'drop segment') segments.splice(s, 1);
  else if (kind === 'double segment') segments.splice(s, 0, segments[s]!);
  else if (kind === 'swap segments') [segments[s], segments[t]] = [segments[t]!, segments[s]!];
  else if (kind === 'glue segments') segments.splice(s, 2, segments.slice(s, s + 2).join(''));
  else segments[s] = mutateElements(segments[s]!, kind, other, bytes);
  return segments.join('~');
}

function mutateElements(segment: string, kind: Mutation['kind'], other: number, bytes: string): string {
  const elements = segment.split('*');
  const k = other % elements.length;
  if (kind === 'drop element') elements.splice(k, 1);
  else if (kind === 'shift elements') elements.splice(k, 0, '');
  else if (kind === 'swap elements') [elements[k], elements[k - 1]] = [elements[k - 1] ?? '', elements[k]!];
  else if (kind === 'replace element') elements[k] = bytes;
  else elements[0] = IDS[other % IDS.length]!;
  return elements.join('*');
}
