const KB = 1024;
const MB = 1024 * KB;
const GB = 1024 * MB;

/** How much of anything is read, kept or followed; `docs/limits.md` says what is beyond each. */
export const LIMITS = {
  /** Bytes in which the first ISA must begin. */
  head: 4 * KB,
  /** Bytes of a segment, and of a claim with the levels above it. */
  window: 8 * MB,
  /** Bytes of a segment that is drawn, or shown with --show segment: a longer one would be repeated with each of its findings. */
  shown: 8 * KB,
  /** Bytes that a gzip may come to. */
  unpacked: 64 * GB,
  /** How many times as long as its gzip a file may be, once it is longer than `unpackedFreely`. */
  unpackedRatio: 250,
  unpackedFreely: 64 * MB,
  /** Bytes of a config, and of a file of suppressions. */
  json: 64 * MB,
  /** Bytes of a list of codes. */
  codeSet: 256 * MB,
  /** Levels of lists and objects in them. */
  jsonDepth: 64,
} as const;
