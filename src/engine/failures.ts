import type { Location } from '../model/finding.ts';
import type { Fault } from '../model/report.ts';
import { counted, kindAndPlace } from '../rules/words.ts';
import type { InputError } from '../x12/errors.ts';

/** A rule that threw, how often, and where it did so first. */
export interface Failure {
  readonly rule: string;
  readonly times: number;
  /** Ordinal of the claim; undefined outside of claims. */
  readonly claim: number | undefined;
  readonly location: Location;
  /** Kind of the error, and where it was thrown: `TypeError at rules.js:12:5`. Never its message, which may hold a patient's value. */
  readonly what: string;
}

/** The fault of a file that could not be read. */
export function faultOf({ code, message, kind }: InputError): Fault {
  return { code, message, ...(kind !== undefined && { kind }) };
}

/** The rules of one file that threw. */
export class Failures {
  readonly #byRule = new Map<string, Failure>();

  get all(): readonly Failure[] {
    return [...this.#byRule.values()];
  }

  add(rule: string, error: unknown, location: Location, claim: number | undefined): void {
    this.merge([{ rule, times: 1, claim, location, what: kindAndPlace(error) }]);
  }

  /** Takes in what another judge saw fail. */
  merge(failures: readonly Failure[]): void {
    for (const failure of failures) {
      const known = this.#byRule.get(failure.rule);
      const first = known && known.location.byteOffset <= failure.location.byteOffset ? known : failure;
      this.#byRule.set(failure.rule, { ...first, times: failure.times + (known?.times ?? 0) });
    }
  }

  takeAll(): readonly Failure[] {
    const { all } = this;
    this.#byRule.clear();
    return all;
  }

  /** The fault of a file in which rules failed; undefined if none did. */
  get fault(): Fault | undefined {
    const [first, ...others] = [...this.#byRule.values()].sort((a, b) => (a.rule < b.rule ? -1 : 1));
    if (!first) return undefined;
    const { rule, times, claim, location, what } = first;
    const where = claim === undefined ? `line ${location.line}` : `claim ${claim} (line ${location.line})`;
    const also =
      others.length > 0
        ? ` ${counted(others.length, 'other rule')} failed too: ${others.map((each) => each.rule).join(', ')}.`
        : '';
    return {
      code: 'rule-failed',
      message: `The rule ${rule} failed ${times === 1 ? 'once' : `${times} times, first`} at ${where}: ${what}. What it did not judge may be wrong. Mend the rule, or turn it off.${also}`,
    };
  }
}
