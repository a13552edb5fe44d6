import type { Claim, ClaimType, Level, Levels, ServiceLine, Visit } from '../model/claim.ts';
import type { Group, Interchange, ReaderFault, TransactionSet } from '../model/envelope.ts';
import type { Location, Places, RuleSeverity, Severity, SlotValue } from '../model/finding.ts';
import type { PayerClass } from '../model/payer.ts';

/** Severity by payer class; a class that is not listed has the default. */
export type ByPayerClass = Readonly<Partial<Record<PayerClass, RuleSeverity>>>;

/** A message whose severity differs from the rule's, for all classes or some. `fix` replaces the rule's advice. */
export interface GradedMessage {
  readonly text: string;
  readonly severity?: Severity;
  readonly byPayerClass?: ByPayerClass;
  readonly fix?: string;
  /** Replaces the rule's `ack`. */
  readonly ack?: ImplementationAck;
  /** Where its fact is written, if the rule has messages of many sources: see `docs.source`. */
  readonly source?: string;
  /**
   * Reported once for all places in an interchange, or once for all sets of a group that give it the same words. The rule reports each
   * place: the finding is at the first, and affects the claims of all.
   */
  readonly once?: 'interchange' | 'group';
  /** Replaces the rule's `acts`, `loss` and `mended`. */
  readonly acts?: Acts;
  readonly loss?: boolean;
  readonly mended?: Mended;
}

/**
 * What a finding is about, and so which claims it affects: the service line, the claim, all claims under a level, in the set, in the group,
 * in the interchange, or in the file. `place`: the smallest of them that its location is in. If absent, what the function that reports it
 * looks at: see `actsOf`.
 */
export type Acts = 'line' | 'claim' | 'level' | 'set' | 'group' | 'interchange' | 'file' | 'place';

/**
 * Whether `xolint split` mends it because it writes envelope and levels new. `renumbered`: only if it also assigns new control numbers. What
 * is mended does not hold a claim.
 */
export type Mended = boolean | 'renumbered';

/**
 * How a 999 reports a finding: IK304 of the segment (data element 620), IK403 of the element (621), IK502 of the set (618), AK905
 * of the group (716), TA105 of the interchange. Which of `set`, `group` and `interchange` is used depends on the trailer that
 * closes what the finding is about. With `element` the segment's code is 8. Warnings are left out.
 */
export interface ImplementationAck {
  readonly segment?: string;
  readonly element?: string;
  readonly set?: string;
  readonly group?: string;
  readonly interchange?: string;
}

export type Messages = Readonly<Record<string, string | GradedMessage>>;

type TextOf<M> = M extends string ? M : M extends { readonly text: infer T extends string } ? T : string;
/** Names of the slots in a text: `lines` and `npi` of `{lines} name {npi}`. */
export type Slots<T extends string> = string extends T
  ? string
  : T extends `${string}{${infer S}}${infer Rest}`
    ? S | Slots<Rest>
    : never;
/** The values that fill the slots of a message. */
export type DataOf<M> = Readonly<Record<Slots<TextOf<M>>, SlotValue>>;

/** Names of the slots of all messages. */
export type SlotsOf<M extends Messages> = { [K in keyof M]: Slots<TextOf<M[K]>> }[keyof M];

/** More about a finding than its message. */
export interface Extra {
  /** Other locations that the finding is about. */
  readonly related?: readonly Location[];
  /** Where else it is, if it is reported once for several places. */
  readonly places?: Places;
  /** What it is about, where that is not the same for all findings of the message. */
  readonly acts?: Acts;
}

/** Reports one finding; `data` has a value for each slot of the message's text. */
export interface ReportFunction<M extends Messages> {
  <K extends keyof M & string>(
    message: K,
    location: Location,
    ...rest: [Slots<TextOf<M[K]>>] extends [never]
      ? [data?: Readonly<Record<string, never>>, extra?: Extra]
      : [data: DataOf<M[K]>, extra?: Extra]
  ): void;
  /** Notes that this claim could not be judged, and why: a stable word such as `unknown-product`. */
  notChecked(reason: string): void;
}

/**
 * Reports a deviation that the reader or the comparison with the guide found, as a message of the rule that declares it. A rule
 * that is off reports nothing.
 */
export type ReportDeviation = <M extends Messages, K extends keyof M & string>(
  rule: { readonly id: string; readonly messages: M },
  message: K,
  location: Location,
  data: DataOf<M[K]>,
) => void;

/** An option that a user may set for a rule. */
export type OptionSpec =
  | { readonly type: 'number'; readonly default: number; readonly minimum?: number; readonly what: string }
  | { readonly type: 'choice'; readonly default: string; readonly choices: readonly string[]; readonly what: string }
  | { readonly type: 'list'; readonly default: readonly string[]; readonly pattern?: string; readonly what: string };

export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

type OptionValue<S extends OptionSpec> = S extends { type: 'number' }
  ? number
  : S extends { type: 'choice'; choices: readonly (infer C)[] }
    ? C
    : readonly string[];

export type OptionsOf<O extends OptionSpecs> = { readonly [K in keyof O]: OptionValue<O[K]> };

/** What a rule gets in addition to the claim, line or segment that it judges. */
export interface RuleContext<O extends OptionSpecs, S> {
  readonly options: OptionsOf<O>;
  /** The rule's own memory: what its `state()` returned, called once for each run. */
  readonly state: S;
  /** Index of the file in the run. */
  readonly file: number;
  /** What the run is for: true for production, false for test, undefined if the user did not set it. */
  readonly production: boolean | undefined;
}

/**
 * X12 text that shows a rule at work. It begins with CLM, SBR, HL, ST or ISA and may end anywhere. What is missing around it is
 * added: a valid envelope, provider, subscriber, payer (SBR09 CI), an attending provider (837I), and a date of service for each line
 * without one.
 */
export type Example = string;

/** How the run of an example differs from one without a config. */
export interface ExampleRun {
  /** Options of the rule that differ from the defaults. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Ids of rules to turn off, because this rule stays silent where they report the same element. */
  readonly off?: readonly string[];
  /** The run is for production (true) or for test (false). */
  readonly production?: boolean;
  /** Open lists by id, as the config has them, such as `{ icd10cm: { codes: ['J4550'] } }`. */
  readonly codeSets?: Readonly<Record<string, unknown>>;
}

/** A text in which the rule, and no other rule, finds something. */
export interface BadExample<K extends string = string> {
  readonly text: Example;
  /** Id of the message of the first finding. */
  readonly message: K;
  /** Where that finding is: an element such as `SV104`, else a segment, else `line 1` of the file. */
  readonly at: string;
  /** Severity of that finding, if it is not the rule's own but that of the message or the payer class. */
  readonly severity?: Severity;
  readonly run?: ExampleRun;
}

/** A bad example of a rule for input that cannot be read. The fault has its own words, so there is no message to name. */
export interface FaultExample {
  readonly text: Example;
}

/** A rule without messages reports only faults. */
type BadExampleOf<M extends Messages> = [keyof M] extends [never] ? FaultExample : BadExample<keyof M & string>;

/** A claim status for the 277CA: category (A6 missing, A7 invalid, A8 conflict …), code, and entity where the code needs one. */
export interface ClaimStatus {
  readonly category: string;
  readonly code: string;
  readonly entity?: string;
}

/** A family of rules: its id is the first part of their ids, and it decides which claims they judge. */
export interface Family {
  /** Such as `xolair` of `xolair/unit-count`. */
  readonly id: string;
  /** Heading of its rules in the documentation. */
  readonly title: string;
  /** Which claims its rules judge, in words, such as `Xolair claims`; absent for rules about the file. */
  readonly scope?: string;
  /** Whether its rules judge a claim. If absent, they judge every claim. */
  applies?(claim: Claim): boolean;
  /** Its rules judge void claims (CLM05-3 = 8) too. */
  readonly voids?: boolean;
}

/** One rule: data first, one short function last. */
export interface Rule<M extends Messages = Messages, O extends OptionSpecs = OptionSpecs, S = unknown> {
  /** Family and what must hold, such as `xolair/unit-count`. Never reused. */
  readonly id: string;
  /** If absent, the family that its id begins with; see families.ts. */
  readonly family?: Family;
  /** The same rule, made for other drugs of the same group: each judges and words the claims of its drug. See `drugRule`. */
  readonly variants?: readonly Rule[];
  /** Of such a rule: the id of its drug. */
  readonly variant?: string;
  readonly severity: RuleSeverity;
  readonly byPayerClass?: ByPayerClass;
  /** Claim types that it judges; both if absent. */
  readonly types?: readonly ClaimType[];
  /** It judges void claims (CLM05-3 = 8) too. Most rules skip them: a void must repeat the original, with its faults. */
  readonly voids?: boolean;
  /** It reports input that cannot be read: a fault of the file and exit status 2, not a finding. */
  readonly fault?: true;
  readonly docs: {
    readonly what: string;
    readonly why: string;
    readonly fix: string;
    /** Where the fact comes from: a guide's loop and element, or a publication. */
    readonly source: string;
  };
  readonly claimStatus?: readonly ClaimStatus[];
  /** It judges a payer's coverage policy: `claimStatus` is used only for payers with `payerPolicy: true` in the config. */
  readonly payerPolicy?: true;
  /** How the 999 reports it; only rules about the file and the guide have one. */
  readonly ack?: ImplementationAck;
  /** Which claims its findings affect: in the report, in `xolint split`, and in the 999 and 277CA. */
  readonly acts?: Acts;
  /**
   * It may be the only trace of something that was lost, a claim perhaps: `xolint split` holds every claim that it affects, whatever it is
   * asked to hold, unless it is accepted (`--accept`).
   */
  readonly loss?: boolean;
  readonly mended?: Mended;
  readonly messages: M;
  /**
   * Slots of its messages that hold words of the program, counts of segments or numbers of lines: never a value of the file, nor what
   * was computed from one. What is in the others is withheld where it may be a patient's; see `SlotValue`.
   */
  readonly words?: readonly SlotsOf<M>[];
  /**
   * Structure rules that take precedence: if one reports the same element, this rule stays silent. Not for rules with `state`:
   * they may judge a claim whose structure is compared in another thread.
   */
  readonly yields?: readonly string[];
  readonly options?: O;
  /** Used as tests and in the documentation; see `testRule`. Each message needs a bad example. */
  readonly examples: { readonly good: readonly Example[]; readonly bad: readonly BadExampleOf<M>[] };
  state?(): S;
  /** Gets faults that only the reader sees: a built-in rule the kinds that x12/reader-faults assigns to it, a custom rule all. */
  readerFault?(fault: ReaderFault, report: ReportFunction<M>, context: RuleContext<O, S>): void;
  interchange?(interchange: Interchange, report: ReportFunction<M>, context: RuleContext<O, S>): void;
  group?(group: Group, report: ReportFunction<M>, context: RuleContext<O, S>): void;
  transaction?(set: TransactionSet, report: ReportFunction<M>, context: RuleContext<O, S>): void;
  /**
   * Called with each level that is compared with its guide (`Claim.isCompared`), when it has ended, whether claims follow or not. Its
   * findings belong to no claim.
   */
  level?(level: Level, report: ReportFunction<M>, context: RuleContext<O, S>): void;
  /**
   * Called for the first claim under a level, not counting void claims. Its findings belong to that claim. For rules of `x12` this is the
   * first claim that is compared with its guide, void or not.
   */
  levels?(levels: Levels, report: ReportFunction<M>, context: RuleContext<O, S>): void;
  claim?(claim: Claim, report: ReportFunction<M>, context: RuleContext<O, S>): void;
  visit?(visit: Visit, report: ReportFunction<M>, context: RuleContext<O, S>): void;
  line?(line: ServiceLine, report: ReportFunction<M>, context: RuleContext<O, S>): void;
}

/** A rule of any messages, options and state, as the engine holds it. */
// biome-ignore lint/suspicious/noExplicitAny: a list of rules holds rules of all messages, options and states
export type AnyRule = Rule<any, any, any>;

/** Declares a rule. `report` is typed from the texts of its messages: a missing or misspelt slot does not compile. */
export function defineRule<const M extends Messages, const O extends OptionSpecs = Readonly<Record<never, never>>, S = undefined>(
  rule: Rule<M, O, S>,
): Rule<M, O, S> {
  return rule;
}
