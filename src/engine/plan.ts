import type { RuleSetting } from '../config/settings.ts';
import type { ClaimType } from '../model/claim.ts';
import type { Location, MessageValue, Phi, Places, RuleSeverity, Severity, SlotValue } from '../model/finding.ts';
import type { PayerClass } from '../model/payer.ts';
import { actsOf, type Hook } from '../rules/acts.ts';
import { type Consequence, causesFor } from '../rules/consequences.ts';
import { familyOf } from '../rules/families.ts';
import type { Acts, AnyRule, Extra, Family, GradedMessage, ReportFunction, RuleContext } from '../rules/rule.ts';
import { shapeOf } from '../rules/words.ts';
import { DEVIATION_RULES } from '../rules/x12/structure.ts';

/** What a rule reports, before the engine adds file, claim and fingerprint. */
export interface RawFinding {
  readonly rule: string;
  readonly variant?: string;
  readonly messageId: string;
  readonly severity: Severity;
  readonly location: Location;
  readonly data: Readonly<Record<string, MessageValue>>;
  readonly related?: readonly Location[];
  readonly acts: Acts;
  readonly places?: Places;
}

/** Who takes what the rules of a plan report. */
export interface FindingSink {
  /** `yields`: rules that speak instead where they spoke of the same element; `causes`: findings from which this one follows. */
  found(finding: RawFinding, yields: readonly string[] | undefined, causes: readonly Consequence[]): void;
  notChecked(rule: string, reason: string): void;
  /** Whether all segments of what is judged at the moment are what their guide asks for. */
  isSound(): boolean;
}

/**
 * A rule that is on, with everything that it needs. All steps have one shape, whatever their rules look like: the call of a rule
 * stays cheap however many there are.
 */
export interface Step {
  /** The function of the rule that this step is for. */
  // biome-ignore lint/suspicious/noExplicitAny: a step holds rules of all messages, options and states
  readonly run: (subject: any, report: ReportFunction<any>, context: RuleContext<any, any>) => void;
  readonly rule: AnyRule;
  // biome-ignore lint/suspicious/noExplicitAny: a step holds rules of all messages
  readonly report: ReportFunction<any>;
  // biome-ignore lint/suspicious/noExplicitAny: and of all options and states
  readonly context: RuleContext<any, any>;
}

/** The rules of one family group that look at claims, visits and lines. */
export interface ClaimSteps {
  readonly claim: readonly Step[];
  readonly visit: readonly Step[];
  readonly line: readonly Step[];
}

/** The rules of one family that judges only some claims. */
export interface FamilySteps extends ClaimSteps {
  readonly family: Family;
  /** Rules of the family that are silent only because nobody knows the payer's class. */
  readonly unjudged: readonly string[];
}

/** The rules of claims, by which claims they are for. */
export interface ClaimRules {
  /** Rules of every claim. */
  readonly general: ClaimSteps;
  /** Rules of the families that judge only some claims. */
  readonly families: readonly FamilySteps[];
  /** Rules that judge void claims too. */
  readonly voids: ClaimSteps;
  /** Rules of every claim that are silent only because nobody knows the payer's class; noted for the claims of a family. */
  readonly unjudged: readonly string[];
}

/** The rules that are on for claims of one type, class and setting: one flat array for each thing they look at. */
export interface Plan {
  readonly payerClass: PayerClass;
  /** Rules that are on, by id: what the reader, or the comparison with the guide, finds is reported through them. */
  readonly steps: ReadonlyMap<string, Chosen>;
  /** Some rule reports what deviates from the guide. */
  readonly isCompared: boolean;
  /** Rules that take the faults of the reader: those of xolint each its own kinds, those of a config all. */
  readonly readerFault: readonly Step[];
  readonly interchange: readonly Step[];
  readonly group: readonly Step[];
  readonly transaction: readonly Step[];
  /** Rules of each level that has ended, compared with its guide. */
  readonly level: readonly Step[];
  /** Rules of the levels above claims, called with the first claim that is not void. */
  readonly levels: readonly Step[];
  /** Those called with the first claim that is compared with its guide, void or not. */
  readonly comparedLevels: readonly Step[];
  /** Something is to be judged that needs no state: another judge can do it. */
  readonly isShareable: boolean;
  readonly claims: ClaimRules;
  /** Those of them that must see every claim, in order: they keep state. */
  readonly stateful: ClaimRules;
}

/** Rules that report what deviates from a guide. */
const COMPARED: ReadonlySet<string> = new Set(DEVIATION_RULES.map((rule) => rule.id));

/** Severity of a rule for a class, before any user's word. */
function severityFor(
  rule: { severity: RuleSeverity; byPayerClass?: AnyRule['byPayerClass'] },
  payerClass: PayerClass,
): RuleSeverity {
  return rule.byPayerClass?.[payerClass] ?? rule.severity;
}

/** Severity of each message of a rule for a class; `off` messages are not reported. */
function messageSeverities(rule: AnyRule, payerClass: PayerClass, setting: RuleSetting | undefined): Map<string, RuleSeverity> {
  const general = severityFor(rule, payerClass);
  return new Map(
    Object.entries(rule.messages as Record<string, string | GradedMessage>).map(([id, message]) => {
      const own = setting?.rows?.[id] ?? setting?.severity;
      if (own !== undefined) return [id, own];
      if (general === 'off' || typeof message === 'string') return [id, general];
      return [id, message.byPayerClass?.[payerClass] ?? message.severity ?? general];
    }),
  );
}

/** Options of a rule: what the user set, else the defaults. */
function optionsOf(rule: AnyRule, setting: RuleSetting | undefined): Record<string, unknown> {
  const specs = (rule.options ?? {}) as Record<string, { default: unknown }>;
  return Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, setting?.options?.[name] ?? spec.default]));
}

/** A rule that is on, before it is known what it looks at. */
export interface Chosen extends Omit<Step, 'run'> {
  /** How it reports what a function of it finds. `report` is for what the comparison with the guide finds. */
  reportAs(hook: Hook): Step['report'];
}

/** What of a rule's context does not depend on its settings. */
export interface RunContext {
  readonly file: number;
  readonly production: boolean | undefined;
  /** State of a rule, made anew for each run. */
  state(rule: AnyRule): unknown;
}

/** The rules of a list that look at something, as steps. */
function stepsOf(chosen: readonly Chosen[], hook: Hook): Step[] {
  return chosen.flatMap(({ rule, reportAs, context }) =>
    rule[hook] ? [{ run: rule[hook], rule, report: reportAs(hook), context }] : [],
  );
}

const claimSteps = (chosen: readonly Chosen[]): ClaimSteps => ({
  claim: stepsOf(chosen, 'claim'),
  visit: stepsOf(chosen, 'visit'),
  line: stepsOf(chosen, 'line'),
});

const withheld = (value: string | number): Phi => ({ phi: 'segment', value: String(value), shape: shapeOf(value) });

/** Withholds the values that may be a patient's: see `SlotValue`. All that rules report goes through here. */
function withhold(rule: AnyRule, data: Readonly<Record<string, SlotValue>>, sink: FindingSink): RawFinding['data'] {
  const values: Record<string, MessageValue> = {};
  for (const [slot, value] of Object.entries(data)) {
    if (typeof value !== 'object') values[slot] = rule.words?.includes(slot) || sink.isSound() ? value : withheld(value);
    else if ('phi' in value) values[slot] = value;
    else if (typeof value.value === 'object' || value.from.every((origin) => origin.isSound)) values[slot] = value.value;
    else values[slot] = withheld(value.value);
  }
  return values;
}

/** How a rule that is on reports what a function of it finds, or the comparison with the guide: each message with its severity. */
function reporterOf(
  rule: AnyRule,
  severities: ReadonlyMap<string, RuleSeverity>,
  hook: Hook | 'comparison',
  sink: FindingSink,
): Step['report'] {
  const variant = rule.variant === undefined ? undefined : { variant: rule.variant };
  const causes = causesFor(rule);
  const report = (messageId: string, location: Location, data: Readonly<Record<string, SlotValue>> = {}, extra: Extra = {}) => {
    const severity = severities.get(messageId);
    if (severity === undefined) throw new Error(`${rule.id} has no message ${messageId}`);
    if (severity === 'off') return;
    const related = extra.related && { related: extra.related };
    const places = extra.places && { places: extra.places };
    const acts = extra.acts ?? actsOf(rule, messageId, hook);
    sink.found(
      { rule: rule.id, ...variant, messageId, severity, location, data: withhold(rule, data, sink), acts, ...related, ...places },
      rule.yields,
      causes,
    );
  };
  report.notChecked = (reason: string) => sink.notChecked(rule.id, reason);
  return report;
}

/** Sorts the rules of claims by which claims they are for. `silent` are those that would need the payer's class. */
function claimRules(chosen: readonly Chosen[], silent: readonly AnyRule[], families: readonly Family[]): ClaimRules {
  const isIn = (rule: AnyRule, family: Family) => familyOf(rule).id === family.id;
  const isGeneral = (rule: AnyRule) => familyOf(rule).applies === undefined;
  const ids = (rules: readonly AnyRule[]) => rules.map((rule) => rule.id);
  return {
    general: claimSteps(chosen.filter(({ rule }) => isGeneral(rule))),
    families: families.map((family) => ({
      family,
      ...claimSteps(chosen.filter(({ rule }) => isIn(rule, family))),
      unjudged: ids(silent.filter((rule) => isIn(rule, family))),
    })),
    voids: claimSteps(chosen.filter(({ rule }) => rule.voids ?? familyOf(rule).voids)),
    unjudged: ids(silent.filter(isGeneral)),
  };
}

const judgesNoVoids = ({ rule }: Chosen) => !familyOf(rule).voids;

/** The families of rules that judge only some claims. */
function someFamilies(rules: readonly AnyRule[]): Family[] {
  const families = new Map(rules.map((rule) => [familyOf(rule).id, familyOf(rule)]));
  return [...families.values()].filter((family) => family.applies !== undefined);
}

/** A rule and its variants. */
const variantsOf = (rule: AnyRule): readonly AnyRule[] => [rule, ...(rule.variants ?? [])];

/** Makes the plan for claims of one type and payer class under the settings of the user. */
export function makePlan(
  rules: readonly AnyRule[],
  type: ClaimType | undefined,
  payerClass: PayerClass,
  settings: ReadonlyMap<string, RuleSetting>,
  run: RunContext,
  sink: FindingSink,
): Plan {
  const chosen: Chosen[] = [];
  const silent: AnyRule[] = [];
  const all = rules.flatMap(variantsOf);
  for (const rule of all) {
    if (type && rule.types && !rule.types.includes(type)) continue;
    const setting = settings.get(rule.id);
    const severities = messageSeverities(rule, payerClass, setting);
    if ([...severities.values()].every((severity) => severity === 'off')) {
      if (payerClass === 'unknown' && setting?.severity === undefined && rule.byPayerClass) silent.push(rule);
      continue;
    }
    const context = { options: optionsOf(rule, setting), state: run.state(rule), file: run.file, production: run.production };
    const reportAs = (hook: Hook | 'comparison') => reporterOf(rule, severities, hook, sink);
    chosen.push({ rule, report: reportAs('comparison'), reportAs, context });
  }
  // A family whose rules are all off is here too: what was not judged is noted for its claims.
  const families = someFamilies(all);
  const isCompared = chosen.some(({ rule }) => COMPARED.has(rule.id));
  return {
    payerClass,
    steps: new Map(chosen.map((step) => [step.rule.id, step])),
    isCompared,
    isShareable: isCompared || chosen.some(({ rule }) => !rule.state && (rule.claim || rule.visit || rule.line)),
    readerFault: stepsOf(chosen, 'readerFault'),
    interchange: stepsOf(chosen, 'interchange'),
    group: stepsOf(chosen, 'group'),
    transaction: stepsOf(chosen, 'transaction'),
    level: stepsOf(chosen, 'level'),
    levels: stepsOf(chosen.filter(judgesNoVoids), 'levels'),
    comparedLevels: stepsOf(
      chosen.filter((step) => !judgesNoVoids(step)),
      'levels',
    ),
    claims: claimRules(chosen, silent, families),
    stateful: claimRules(
      chosen.filter((step) => step.rule.state),
      silent.filter((rule) => rule.state),
      families,
    ),
  };
}
