export interface CutSegment {
  readonly at: number;
  readonly text: string;
  readonly element: string;
  readonly component: string;
  readonly terminator: string;
}

export interface NamedPlace {
  readonly line: number;
  readonly column: number;
  readonly byteOffset: number;
  readonly byteLength: number;
  readonly segment?: string;
  readonly element?: string;
}

export function cut(text: string): CutSegment[];
export function lineAndColumn(text: string, offset: number): { line: number; column: number };
export function misplaced(text: string, segments: readonly CutSegment[], place: NamedPlace): string;
