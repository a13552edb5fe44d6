import type { ClaimView } from '../claims/claim.ts';
import type { ClaimContext, Resolved, Settings } from '../config/settings.ts';
import type { ClaimType } from '../model/claim.ts';
import type { PayerClass } from '../model/payer.ts';
import { type FindingSink, makePlan, type Plan, type RunContext } from './plan.ts';

/** What plans are made of. */
export interface PlansOptions extends RunContext {
  readonly path: string;
  readonly settings: Settings;
  /** Class of claims whose SBR09 gives none. */
  readonly payerClass: PayerClass;
}

/** The plans for the claims of one file, each made when it is first needed. */
export class Plans {
  readonly #options: PlansOptions;
  readonly #sink: FindingSink;
  readonly #made = new Map<Resolved, Map<string, Plan>>();
  #lastContext: { type?: ClaimType; payerClass?: PayerClass; payerId?: string; controlNumbers?: object } = {};
  #last: Plan | undefined;

  constructor(options: PlansOptions, sink: FindingSink) {
    this.#options = options;
    this.#sink = sink;
  }

  /** The plan of the claim that was asked for last; undefined before the first one. */
  get last(): Plan | undefined {
    return this.#last;
  }

  /** The plan for the envelope and what the reader finds: no payer is known there. */
  ofEnvelope({ senders, usage }: { senders: readonly string[]; usage: string }, type?: ClaimType): Plan {
    const { path } = this.#options;
    return this.#planFor({ path, type: type ?? '837P', payerClass: 'unknown', payerId: '', senders, usage }, type);
  }

  /** The plan for a claim; also gives the claim the class that a config names for its payer. */
  ofClaim(claim: ClaimView): Plan {
    if (claim.payerClass === 'unknown') claim.payerClass = this.#options.payerClass;
    const { type, payerClass, payerId, controlNumbers } = claim;
    const last = this.#lastContext;
    // The control numbers are one object for all claims of a set.
    if (
      !this.#last ||
      last.type !== type ||
      last.payerClass !== payerClass ||
      last.payerId !== payerId ||
      last.controlNumbers !== controlNumbers
    ) {
      this.#lastContext = { type, payerClass, payerId, controlNumbers };
      this.#last = this.#planFor(
        { path: this.#options.path, type, payerClass, payerId, senders: claim.set.senders, usage: claim.set.usage },
        type,
      );
    }
    claim.payerClass = this.#last.payerClass;
    return this.#last;
  }

  #planFor(context: ClaimContext, type: ClaimType | undefined): Plan {
    const { settings } = this.#options;
    const resolved = settings.resolve(context);
    let plans = this.#made.get(resolved);
    if (!plans) {
      plans = new Map();
      this.#made.set(resolved, plans);
    }
    let plan = plans.get(type ?? '');
    if (!plan) {
      plan = makePlan(settings.rules, type, resolved.payerClass, resolved.rules, this.#options, this.#sink);
      plans.set(type ?? '', plan);
    }
    return plan;
  }
}
