import type { Claim, ClaimType, Level, Levels, ServiceLine, Visit } from '../model/claim.ts';
import type { Group, Interchange, ReaderFault, TransactionSet } from '../model/envelope.ts';
import type { Location, MessageValue, RuleSeverity, Severity } from '../model/finding.ts';
import type { PayerClass } from '../model/payer.ts';

/** Severity for the payer classes named; a class that is not named has the default. */
export type ByPayerClass = Readonly<Partial<Record<PayerClass, RuleSeverity>>>;

/** A message whose severity differs from the rule's, for all classes or some. `fix` replaces the rule's advice. */
export interface GradedMessage {
  readonly text: string;
  readonly severity?: Severity;
  readonly byPayerClass?: ByPayerClass;
  readonly fix?: string;
  /** Replaces the rule's. */
  readonly ack?: ImplementationAck;
  /** Where its fact is written, if the rule has messages of many sources: see `docs.source`. */
  readonly source?: string;
  /** Who reports it does so once for an interchange. */
  readonly once?: true;
}

/**
 * How a 999 tells a finding: IK304 of the segment (data element 620), IK403 of the element (621), IK502 of the set (618), AK905 of the
 * group (716), TA105 of the interchange. Which of `set`, `group` and `interchange` is told depends on the trailer that closes what the
 * finding is about. With `element` the segment's code is 8. Warnings are not told.
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
/** The slots of a message, with what fills them. */
export type DataOf<M> = Readonly<Record<Slots<TextOf<M>>, MessageValue>>;

/** More about a finding than its message. */
export interface Extra {
  /** Other places that the finding is about. */
  readonly related?: readonly Location[];
}

/** Reports one finding; its data are the slots of the message's text. */
export interface ReportFunction<M extends Messages> {
  <K extends keyof M & string>(
    message: K,
    location: Location,
    ...rest: [Slots<TextOf<M[K]>>] extends [never]
      ? [data?: Readonly<Record<string, never>>, extra?: Extra]
      : [data: DataOf<M[K]>, extra?: Extra]
  ): void;
  /** Says that this claim could not be judged, and why, in a stable word such as `unknown-product`. */
  notChecked(reason: string): void;
}

/**
 * Reports a deviation that the reader or the comparison with the guide found, as a message of the rule that declares it. A rule that is
 * off reports nothing.
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

/** What a rule knows beside what it looks at. */
export interface RuleContext<O extends OptionSpecs, S> {
  readonly options: OptionsOf<O>;
  /** Made anew for each run by `state`. */
  readonly state: S;
  /** Index of the file in the run. */
  readonly file: number;
  /** What the user said the run is for: true production, false test, undefined nothing. */
  readonly production: boolean | undefined;
}

/**
 * X12 text that shows a rule at work: from CLM, SBR, HL, ST or ISA on, ending anywhere. What is missing around it is filled in: a sound
 * envelope, provider, subscriber, payer (SBR09 CI), and a date of service for each line that has none.
 */
export type Example = string;

/** How the run of an example differs from one without a config. */
export interface ExampleRun {
  /** Options of the rule that are not the defaults. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Ids of rules that are off, because they report the same first and the rule is silent then. */
  readonly off?: readonly string[];
  /** The run is for production (true) or for test (false). */
  readonly production?: boolean;
}

/** A text in which the rule, and no other rule, finds something. */
export interface BadExample<K extends string = string> {
  readonly text: Example;
  /** Id of the message of the first finding. */
  readonly message: K;
  /** Its element, such as `SV104`; the segment where it has none, and `line 1` of the file where it has neither. */
  readonly at: string;
  /** Where it differs from the severity of the rule: that of the message, or of the payer class. */
  readonly severity?: Severity;
  readonly run?: ExampleRun;
}

/** Of a rule for input that cannot be read: the words are those of the fault. */
export interface FaultExample {
  readonly text: Example;
}

/** A rule without messages has only the words of a fault. */
type BadExampleOf<M extends Messages> = [keyof M] extends [never] ? FaultExample : BadExample<keyof M & string>;

/** A claim status for the 277CA: category (A6 missing, A7 invalid, A8 conflict …), code, and entity where the code needs one. */
export interface ClaimStatus {
  readonly category: string;
  readonly code: string;
  readonly entity?: string;
}

/** A family of rules, which their ids begin with: what it is about, and which claims its rules judge. */
export interface Family {
  /** Such as `xolair` of `xolair/unit-count`. */
  readonly id: string;
  /** Heading of its rules in the documentation. */
  readonly title: string;
  /** Whose claims its rules judge, such as `Xolair claims`; absent for rules about the file. */
  readonly scope?: string;
  /** Whether its rules judge a claim; they judge every claim if absent. */
  applies?(claim: Claim): boolean;
  /** Its rules judge void claims (CLM05-3 = 8) too. */
  readonly voids?: boolean;
}

/** One rule: data first, one short function last. */
export interface Rule<M extends Messages = Messages, O extends OptionSpecs = OptionSpecs, S = unknown> {
  /** Family and what must hold, such as `xolair/unit-count`. Never reused. */
  readonly id: string;
  /** The one that its id begins with, unless it is named here; see families.ts. */
  readonly family?: Family;
  readonly severity: RuleSeverity;
  readonly byPayerClass?: ByPayerClass;
  /** Guides that it judges; both if absent. */
  readonly types?: readonly ClaimType[];
  /** It judges void claims (CLM05-3 = 8) too, which else repeat the original, right or wrong. */
  readonly voids?: boolean;
  /** It stands for input that cannot be read: a fault of the file and exit status 2, never a finding. */
  readonly fault?: true;
  readonly docs: {
    readonly what: string;
    readonly why: string;
    readonly fix: string;
    /** Where the fact stands: a guide's loop and element, or a publication. */
    readonly source: string;
  };
  readonly claimStatus?: readonly ClaimStatus[];
  /** What is judged is a payer's coverage policy: `claimStatus` holds only for payers whose config says `payerPolicy: true`. */
  readonly payerPolicy?: true;
  /** For the 999: only rules about the file and the guide have it. */
  readonly ack?: ImplementationAck;
  readonly messages: M;
  /**
   * Rules of the structure that say the same of an element: where one of them speaks of it, this one is silent. Not for rules that keep
   * state: those may judge a claim whose structure is compared by another judge.
   */
  readonly yields?: readonly string[];
  readonly options?: O;
  /** Tests and documentation: see `testRule`. Each message is shown by a bad example. */
  readonly examples: { readonly good: readonly Example[]; readonly bad: readonly BadExampleOf<M>[] };
  state?(): S;
  /** Takes the faults of the reader that are its own; see x12/reader-faults. */
  readerFault?(fault: ReaderFault, report: ReportFunction<M>, context: RuleContext<O, S>): void;
  interchange?(interchange: Interchange, report: ReportFunction<M>, context: RuleContext<O, S>): void;
  group?(group: Group, report: ReportFunction<M>, context: RuleContext<O, S>): void;
  transaction?(set: TransactionSet, report: ReportFunction<M>, context: RuleContext<O, S>): void;
  /**
   * Called with each level that is compared with its guide (`Claim.isCompared`), when it has ended: whether claims follow or not, and
   * once, whoever judges the claims. What it reports belongs to no claim.
   */
  level?(level: Level, report: ReportFunction<M>, context: RuleContext<O, S>): void;
  /**
   * Called with the first claim under a level, void claims aside; what it reports belongs to that claim. For rules of `x12` this is the
   * first one that is compared with its guide, void or not.
   */
  levels?(levels: Levels, report: ReportFunction<M>, context: RuleContext<O, S>): void;
  claim?(claim: Claim, report: ReportFunction<M>, context: RuleContext<O, S>): void;
  visit?(visit: Visit, report: ReportFunction<M>, context: RuleContext<O, S>): void;
  line?(line: ServiceLine, report: ReportFunction<M>, context: RuleContext<O, S>): void;
}

/** A rule whose types are of no interest, as the engine holds it. */
// biome-ignore lint/suspicious/noExplicitAny: a list of rules holds rules of all messages, options and states
export type AnyRule = Rule<any, any, any>;

/** Declares a rule. The slots of `report` are typed from the texts of its messages: a missing or misspelt one does not compile. */
export function defineRule<const M extends Messages, const O extends OptionSpecs = Readonly<Record<never, never>>, S = undefined>(
  rule: Rule<M, O, S>,
): Rule<M, O, S> {
  return rule;
}
