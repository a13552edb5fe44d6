import { claimsOf } from '../engine/affects.ts';
import type { Finding } from '../model/finding.ts';
import { isLoss, mendedOf } from '../rules/acts.ts';
import type { AnyRule } from '../rules/rule.ts';

/** Which claims are held: those that an error affects, or a finding of some rules. */
export interface HoldWhen {
  /** Ids of rules whose findings hold claims instead of errors; if empty, every error holds. */
  readonly rules: readonly string[];
  /** Ids of rules whose errors may be the only trace of a loss, and do not hold. */
  readonly accepted: ReadonlySet<string>;
  /** ISA13, GS06 and ST02 are kept. */
  readonly keepControl: boolean;
  /** The rules of the run by id. */
  readonly catalogue: ReadonlyMap<string, AnyRule>;
}

/** What a finding does: it holds the claims that it affects, it would if it were not accepted, or neither. */
export function effectOf({ rule, messageId, severity }: Finding, when: HoldWhen): 'holds' | 'accepted' | 'none' {
  const isError = severity === 'error';
  const known = when.catalogue.get(rule);
  if (isError && isLoss(known, messageId)) return when.accepted.has(rule) ? 'accepted' : 'holds';
  if (when.rules.length > 0) return when.rules.includes(rule) ? 'holds' : 'none';
  const mended = mendedOf(known, messageId);
  const isMended = mended === true || (mended === 'renumbered' && !when.keepControl);
  return isError && !isMended ? 'holds' : 'none';
}

/** Ids of rules, each once, sorted. */
type Rules = readonly string[];
const NONE: Rules = [];

/** Findings of some rules over the claims of a file, asked for in the order of the claims. */
class Sweep {
  readonly #stretches: { readonly first: number; readonly last: number; readonly rule: string }[] = [];
  #next = 0;
  #open: { readonly last: number; readonly rule: string }[] = [];

  constructor(findings: readonly Finding[]) {
    for (const finding of findings) {
      const pairs = claimsOf(finding);
      for (let i = 0; i < pairs.length; i += 2)
        this.#stretches.push({ first: pairs[i]!, last: pairs[i + 1]!, rule: finding.rule });
    }
    this.#stretches.sort((a, b) => a.first - b.first);
  }

  rulesFor(ordinal: number): Rules {
    const stretches = this.#stretches;
    for (; this.#next < stretches.length && stretches[this.#next]!.first <= ordinal; this.#next++)
      this.#open.push(stretches[this.#next]!);
    if (this.#open.length === 0) return NONE;
    this.#open = this.#open.filter(({ last }) => last >= ordinal);
    return this.#open.length === 0 ? NONE : [...new Set(this.#open.map(({ rule }) => rule))].sort();
  }
}

/** Which claims of a file are held, and by which rules. Asked for each claim, in their order. */
export class Holds {
  /** Findings that would hold claims if they were not accepted. */
  readonly accepted: readonly Finding[];
  readonly #held: Sweep;
  readonly #accepted: Sweep;

  /** `findings` are those of one file, linted to its end. */
  constructor(findings: readonly Finding[], when: HoldWhen) {
    const effects = findings.map((finding) => ({ finding, effect: effectOf(finding, when) }));
    const of = (wanted: string) => effects.flatMap(({ finding, effect }) => (effect === wanted ? [finding] : []));
    this.accepted = of('accepted');
    this.#held = new Sweep(of('holds'));
    this.#accepted = new Sweep(this.accepted);
  }

  /** Rules that hold a claim: empty for a good one. */
  rulesFor(ordinal: number): Rules {
    return this.#held.rulesFor(ordinal);
  }

  /** Rules that would hold a claim, and are accepted. */
  acceptedFor(ordinal: number): Rules {
    return this.#accepted.rulesFor(ordinal);
  }
}
