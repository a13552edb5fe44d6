/** How much a finding weighs: an error is rejected or denied, a warning may be, an info is worth a look. */
export type Severity = 'error' | 'warning' | 'info';

/** What a user may set a rule to. */
export type RuleSeverity = Severity | 'off';

/** What a user may ask to see although it can identify a patient: claim number, dates of service, raw segments. */
export type Shown = 'pcn' | 'dos' | 'segment';

/**
 * A value that identifies a patient or an account, or that may: a slip of the keyboard puts a name or an id where a code or an amount
 * belongs. Only `formats/message.ts` turns it into text, and only when its kind was asked for. `private` kinds (names, ids, birth dates,
 * free text) are never printed.
 */
export interface Phi {
  readonly phi: 'pcn' | 'dos' | 'private' | 'segment';
  readonly value: string;
  /** What is printed in its place, such as `11 letters`. */
  readonly shape?: string;
}

/** Where a value comes from. */
export interface Origin {
  /**
   * Whether all its elements are what a guide asks for: if not, a value of it may be that of another element. For findings only: it takes
   * its time.
   */
  readonly isSound: boolean;
}

/** A value, and the segments that it was read or computed from: it is withheld unless all of them are sound. */
export interface Sourced {
  readonly value: MessageValue;
  readonly from: readonly Origin[];
}

/** What a message's slots hold. */
export type MessageValue = string | number | Phi;

/**
 * What a rule fills the slots of a message with. A plain text or number is withheld unless all segments of the claim are sound; one
 * that is `Sourced`, unless those segments are. The slots that a rule lists as `words` hold words of the program, and are not withheld.
 */
export type SlotValue = MessageValue | Sourced;

/** A position in a file. Bytes and lines are those of the text after gunzip. */
export interface Location {
  /** 1-based. */
  readonly line: number;
  /** 1-based, in bytes. */
  readonly column: number;
  /** From the start of the file. */
  readonly byteOffset: number;
  /** Of the element named, or of the segment without its terminator. */
  readonly byteLength: number;
  /** Segment id, such as SV1. */
  readonly segment?: string;
  /** Ordinal of the segment in its transaction set; ST is 1. */
  readonly position?: number;
  /** Loop id of the guide, such as 2010BA. */
  readonly loop?: string;
  /** Such as SV104 or SV101-3; absent when the whole segment is meant. */
  readonly element?: string;
  /** LX01 of the service line that it belongs to. */
  readonly serviceLine?: number;
  /** Which file of the run, when it is another one than the finding's. */
  readonly file?: number;
  /** Where it ends (the column one past it), when that is on another line. */
  readonly end?: { readonly line: number; readonly column: number };
  /** The raw segment, kept only when segments are shown. */
  readonly text?: string;
  /**
   * The segment masked, kept only for formats that draw it: the id, then of each component its length in bytes, or `=` and its value
   * where that identifies nobody; empty if there is none, always with `*` and `:` between. `REF*G1*A12345` is `REF*2*6`,
   * `CTP****2*ML` is `CTP****=2*=ML`.
   */
  readonly shape?: string;
}

/** The claim that a finding speaks of. */
export interface ClaimRef {
  readonly interchange?: string;
  readonly group?: string;
  readonly transaction?: string;
  /** Counts the claims of the file from 1. */
  readonly ordinal: number;
  /** CLM01. */
  readonly id?: Phi;
  /** First date of service. */
  readonly dos?: Phi;
  readonly payer?: string;
}

/** What a finding is about. */
export type Scope = 'line' | 'claim' | 'patient' | 'subscriber' | 'billing' | 'set' | 'group' | 'interchange' | 'file';

/** Which claims a finding affects. */
export interface Affects {
  readonly scope: Scope;
  /** How many. */
  readonly claims: number;
  /** Their ordinals in the file as pairs, first and last; absent if it is the claim of the finding alone. */
  readonly ordinals?: readonly number[];
}

/** Places of a finding that is reported once for several of them. */
export interface Places {
  /** Claims that it is in: ordinals in the file as pairs, first and last. */
  readonly claims: readonly number[];
  /** Where it is outside of claims: a byte of each level, header or trailer that it is in. */
  readonly offsets: readonly number[];
}

/** How a baseline suppresses a finding. */
export interface Suppression {
  readonly reason: string;
  /** Last day on which it holds, as yyyy-mm-dd. */
  readonly until?: string;
  /** Who suppressed it. */
  readonly by?: string;
  /** The last day is past: the finding counts again. */
  readonly expired?: boolean;
}

/** What a rule found. The words are made last, from `messageId` and `data`. */
export interface Finding {
  readonly rule: string;
  /** The variant of the rule that found it, and has its words; absent for the rule itself. */
  readonly variant?: string;
  readonly messageId: string;
  readonly severity: Severity;
  readonly data: Readonly<Record<string, MessageValue>>;
  /** Index of the file in the run. */
  readonly file: number;
  readonly location: Location;
  readonly claim?: ClaimRef;
  /** LX01. */
  readonly serviceLine?: number;
  readonly related?: readonly Location[];
  /** Known when the file has been read. */
  readonly affects?: Affects;
  /** 32 hex digits, the same in every run; see engine/fingerprint. */
  readonly fingerprint: string;
  /** Set for findings that the baseline suppresses, and for those that it did until its date. */
  readonly suppression?: Suppression;
}

/** Says that a rule could not judge something, and why. */
export interface NotChecked {
  readonly rule: string;
  readonly reason: string;
  readonly claims: number;
}
