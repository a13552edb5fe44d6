/** A part of a set as bytes. Valid as long as the view. */
export interface RawPart {
  readonly bytes: Uint8Array;
  /** Of its first byte, in the file. */
  readonly offset: number;
  /** In the file. */
  readonly length: number;
  readonly segments: number;
  /** Line of its first segment, and ordinal of that in the set. */
  readonly line: number;
  readonly position: number;
  /** Bytes of its first segment (ST, HL or CLM), its terminator counted. */
  readonly head: number;
}
