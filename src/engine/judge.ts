import type { ClaimView } from '../claims/claim.ts';
import { LevelView } from '../claims/level.ts';
import { LevelsView } from '../claims/levels.ts';
import { withMask } from '../claims/segment.ts';
import { CONFIG_DRUG } from '../codes/drugs/index.ts';
import type { Settings } from '../config/settings.ts';
import type { ClaimType, Levels } from '../model/claim.ts';
import type { Group, Interchange, ReaderFault, TransactionSet } from '../model/envelope.ts';
import type { Finding, Location, Origin, Shown } from '../model/finding.ts';
import type { PayerClass } from '../model/payer.ts';
import type { Counts, Fault } from '../model/report.ts';
import type { Assembler } from '../reader/assembler.ts';
import type { Comparer } from '../reader/events.ts';
import type { Reader } from '../reader/read-source.ts';
import type { Consequence } from '../rules/consequences.ts';
import type { AnyRule, ReportDeviation } from '../rules/rule.ts';
import { lossOf, READER_FAULT_RULES } from '../rules/x12/reader-faults.ts';
import { Structure } from '../structure/structure.ts';
import { InputError } from '../x12/errors.ts';
import type { LocationDetail } from '../x12/location.ts';
import type { SegmentTable } from '../x12/segments.ts';
import { Causes } from './causes.ts';
import { Failures, faultOf } from './failures.ts';
import { Findings, type ReadSoFar } from './findings.ts';
import { NotCheckedLog } from './not-checked.ts';
import type { Observer } from './observer.ts';
import type { ClaimRules, ClaimSteps, FindingSink, Plan, RawFinding, Step } from './plan.ts';
import { Plans } from './plans.ts';
import type { Handoff, WorkerResult } from './second/handoff.ts';

/** What a run hands to each file. */
export interface JudgeOptions {
  readonly settings: Settings;
  /** Class of claims whose SBR09 gives none. */
  readonly payerClass: PayerClass;
  readonly production: boolean | undefined;
  readonly shown: readonly Shown[];
  /** Places keep the shape of their segment: some format draws it. */
  readonly shapes: boolean;
  /** State of a rule, the same for all files of the run. */
  state(rule: AnyRule): unknown;
  /** Called now and then with the number of bytes read. */
  progress?(bytes: number): void;
  /** Sees every claim and trailer of the file. */
  readonly observer?: Observer | undefined;
  /** Whether a finding is accepted by a baseline: an observer does not see it. Called once for each. */
  readonly accepts?: ((finding: Finding) => boolean) | undefined;
  /** Another judge takes some of the claims. Not together with an observer. */
  readonly handoff?: Handoff | undefined;
  /** Bytes of the window at first. */
  readonly window?: number | undefined;
}

/** The counts of a file of which nothing was read. */
export function noCounts(): Counts {
  return {
    bytes: 0,
    interchanges: 0,
    transactions: 0,
    claims: 0,
    unreadClaims: 0,
    xolairClaims: 0,
    serviceLines: 0,
    claimsWithErrors: 0,
    errors: 0,
    warnings: 0,
    infos: 0,
  };
}

/** What locations keep of their segments. */
export const detailOf = ({ shown, shapes }: Pick<JudgeOptions, 'shown' | 'shapes'>): LocationDetail => ({
  text: shown.includes('segment'),
  shape: shapes,
});

/** Rules that each take their own kinds of faults of the reader. */
const OF_THE_READER: ReadonlySet<string> = new Set(Object.values(READER_FAULT_RULES).map((rule) => rule.id));

/** Outside of what rules are called for, nobody knows where a value comes from. */
const UNKNOWN = (): readonly Origin[] => [{ isSound: false }];

/** CLM05-3 of a claim that voids another. */
const VOID = '8';

/** Applies the rules to what the reader hands over, and keeps what they report. */
export class Judge implements Reader, FindingSink {
  readonly counts = noCounts();
  /** Set once the source is open and its first ISA was found. */
  assembler: Assembler | undefined;
  readonly findings: Findings;
  /** ISA13 of the interchanges that were read whole. */
  readonly controls: string[] = [];
  readonly #options: JudgeOptions;
  readonly #plans: Plans;
  readonly #notChecked = new NotCheckedLog();
  readonly #failures = new Failures();
  readonly #causes = new Causes();
  /** What compares claims of each window. There is one window, but for the batches of a second judge. */
  readonly #structures = new Map<SegmentTable, Structure>();
  #comparer: Comparer | undefined;
  /** By rule: where the last level begins that it saw. */
  readonly #levelsSeen = new Map<AnyRule, number>();
  #fault: Fault | undefined;
  #claim: ClaimView | undefined;
  /** The segments of what is judged. */
  #scope: () => readonly Origin[] = UNKNOWN;
  #isScopeSound: boolean | undefined;

  /** `path` and `file` are name and index of the file in the run. */
  constructor(path: string, file: number, options: JudgeOptions) {
    const { settings, payerClass, production, shown, accepts } = options;
    this.#options = options;
    this.findings = new Findings({ file, shown, accepts });
    this.#plans = new Plans({ path, file, settings, payerClass, production, state: options.state }, this);
  }

  begun(assembler: Assembler): void {
    this.assembler = assembler;
  }

  bytes(read: number): void {
    this.counts.bytes += read;
    this.#options.progress?.(read);
  }

  fault(error: InputError): void {
    this.#fault ??= faultOf(error);
  }

  get readSoFar(): ReadSoFar {
    const { outline, counts } = this.assembler!;
    return { outline, claims: counts.claims };
  }

  /** Why the file, or part of it, was not read or judged; undefined if all of it was. */
  get firstFault(): Fault | undefined {
    return this.#fault ?? this.#failures.fault;
  }

  /** Claims that were not checked, by rule and reason, joined by a tab. */
  get notCheckedClaims(): ReadonlyMap<string, number> {
    return this.#notChecked.claims;
  }

  found(raw: RawFinding, yields: readonly string[] | undefined, causes: readonly Consequence[]): void {
    const { location } = raw;
    if (yields && this.findings.isCovered(location, yields)) return;
    const interchange = (this.#claim ?? this.assembler)?.table.delimiters;
    if (this.#causes.explain(causes, location, interchange)) return;
    this.#causes.add(raw, interchange);
    this.findings.add(raw, this.assembler?.controlNumbers);
  }

  notChecked(rule: string, reason: string): void {
    this.#notChecked.add(rule, reason);
  }

  isSound(): boolean {
    this.#isScopeSound ??= this.#scope().every((segment) => segment.isSound);
    return this.#isScopeSound;
  }

  /** Sets what rules are about to judge. */
  #judging(scope: () => readonly Origin[]): void {
    this.#scope = scope;
    this.#isScopeSound = undefined;
  }

  // What the reader and the comparison with the guide find

  readerFault(fault: ReaderFault): void {
    const own = READER_FAULT_RULES[fault.kind];
    const steps = this.#currentPlan().readerFault;
    this.#runAll(
      steps.filter(({ rule }) => rule.id === own.id || !OF_THE_READER.has(rule.id)),
      fault,
      fault.location,
    );
    if (steps.some(({ rule }) => rule.id === own.id)) return;
    // A rule that is off does not hide that something was not read.
    const loss = lossOf(fault);
    if (loss !== undefined)
      this.fault(
        new InputError('unread', `${own.id} is off, but ${loss}. Mend the file, or set the rule to info to accept this.`),
      );
  }

  get comparer(): Comparer | undefined {
    if (this.assembler) this.#comparer ??= this.#makeComparer(this.assembler.table);
    return this.#comparer;
  }

  /** What compares header and levels: the structure, then the rules of levels. */
  #makeComparer(table: SegmentTable): Comparer {
    const keep = withMask(detailOf(this.#options));
    const view = new LevelView(table, this.#options.settings.tables, keep);
    const levels = new LevelsView(table, this.#options.settings.tables, keep);
    let type: ClaimType = '837P';
    let plan: Plan | undefined;
    let leaf = 0;
    let hasClaim = false;
    /** Judges the levels that no claim follows, now that `next` begins; 0 at the end of the set. */
    const endLeaf = (next: number, ranges: Int32Array) => {
      if (plan && !hasClaim && next <= leaf) {
        const after = (seen: number) => levels.reset(type, ranges, seen);
        this.#judgeLevels([...plan.comparedLevels, ...plan.levels], after(-1).lastOffset, after, levels.last);
      }
      leaf = next;
      hasClaim = false;
    };
    const comparer = comparerOf(this.#structureOf(table), (opened) => {
      type = opened;
      plan = this.#envelopePlan(type);
      return plan.isCompared;
    });
    return {
      ...comparer,
      beginSet: (opened, version) => {
        leaf = 0;
        hasClaim = false;
        return comparer.beginSet(opened, version);
      },
      openLevel: (level, s, ranges) => {
        comparer.openLevel(level, s, ranges);
        endLeaf(level, ranges);
      },
      openLostLevel: (level, ranges) => {
        comparer.openLostLevel(level, ranges);
        endLeaf(level, ranges);
      },
      openClaim: () => {
        comparer.openClaim();
        hasClaim = true;
      },
      endSet: (ranges) => {
        comparer.endSet(ranges);
        endLeaf(0, ranges);
      },
      endPart: (part, ranges) => {
        comparer.endPart(part, ranges);
        if (!plan || plan.level.length === 0) return;
        const level = view.reset(type, ranges[2 * part]!, ranges[2 * part + 1]!);
        this.#judging(() => level.all);
        this.#runAll(plan.level, level, level);
        this.#judging(UNKNOWN);
      },
    };
  }

  #structureOf(table: SegmentTable): Structure {
    const known = this.#structures.get(table);
    if (known) return known;
    const report: ReportDeviation = (rule, message, location, data) =>
      this.#currentPlan().steps.get(rule.id)?.report(message, location, data);
    const structure = new Structure(table, detailOf(this.#options), report);
    this.#structures.set(table, structure);
    return structure;
  }

  // Envelope

  interchange(interchange: Interchange): void {
    if (interchange.iea) this.controls.push(interchange.control);
    this.#judging(() => [interchange.isa, ...(interchange.iea ? [interchange.iea] : [])]);
    this.#envelopeStructure?.interchange(interchange);
    this.#runAll(this.#envelopePlan().interchange, interchange, interchange.isa);
    this.#judging(UNKNOWN);
    this.#options.observer?.interchange?.(interchange, this.findings.takeNew(this.readSoFar));
  }

  group(group: Group): void {
    this.#judging(() => [group.gs, ...(group.ge ? [group.ge] : [])]);
    this.#envelopeStructure?.group(group);
    this.#runAll(this.#envelopePlan().group, group, group.gs);
    this.#judging(UNKNOWN);
    this.#options.observer?.group?.(group, this.findings.takeNew(this.readSoFar));
  }

  transaction(set: TransactionSet): void {
    this.#judging(() => [set.st, ...(set.gs ? [set.gs] : []), ...(set.se ? [set.se] : [])]);
    this.#envelopeStructure?.transaction(set);
    this.#runAll(this.#envelopePlan(set.type).transaction, set, set.st);
    this.#judging(UNKNOWN);
    this.#options.observer?.transaction?.(set, this.findings.takeNew(this.readSoFar));
  }

  get #envelopeStructure(): Structure | undefined {
    return this.assembler && this.#structureOf(this.assembler.table);
  }

  // Claims

  claim(claim: ClaimView): void {
    this.#claim = claim;
    this.#judging(() => [...claim.all, ...claim.parents]);
    this.findings.beginClaim(claim);
    const plan = this.#plans.ofClaim(claim);
    // Levels are compared by the judge that reads the file.
    if (plan.isCompared && this.assembler) this.#structureOf(claim.table).levelsOf(claim);
    const levels = (seen: number) => claim.levels(seen);
    if (claim.isCompared) this.#judgeLevels(plan.comparedLevels, claim.lastLevel, levels, claim.clm);
    if (claim.frequency !== VOID) this.#judgeLevels(plan.levels, claim.lastLevel, levels, claim.clm);
    const { handoff } = this.#options;
    if (plan.isShareable && handoff?.offer(claim)) this.#judge(claim, plan.stateful);
    else {
      this.counts.serviceLines += claim.lines.length;
      if (claim.involves(CONFIG_DRUG)) this.counts.xolairClaims++;
      if (plan.isCompared) this.#structureOf(claim.table).claim(claim);
      this.#judge(claim, plan.claims);
    }
    this.#tell(claim);
    this.#claim = undefined;
    this.#judging(UNKNOWN);
    this.findings.endClaim();
    this.#causes.endClaim();
    this.#notChecked.endClaim();
  }

  /** Calls rules with the levels that they have not seen yet; `last` is where the last one begins in the file. */
  #judgeLevels(steps: readonly Step[], last: number, levels: (seen: number) => Levels, at: Located): void {
    for (const step of steps) {
      const seen = this.#levelsSeen.get(step.rule) ?? -1;
      if (seen >= last) continue;
      this.#run(step, levels(seen), at);
      this.#levelsSeen.set(step.rule, last);
    }
  }

  #tell(claim: ClaimView): void {
    const { observer } = this.#options;
    if (!observer?.claim) return;
    const soFar = this.readSoFar;
    const lasting = this.findings.lasting(soFar);
    observer.claim(claim, this.findings.takeNew(soFar), lasting);
  }

  #judge(claim: ClaimView, rules: ClaimRules): void {
    if (claim.frequency === VOID) {
      this.#apply(rules.voids, claim);
      return;
    }
    this.#apply(rules.general, claim);
    let isOfFamily = false;
    for (const steps of rules.families) {
      if (!steps.family.applies?.(claim)) continue;
      isOfFamily = true;
      this.#apply(steps, claim);
      for (const rule of steps.unjudged) this.notChecked(rule, 'unknown-payer-class');
    }
    if (isOfFamily) for (const rule of rules.unjudged) this.notChecked(rule, 'unknown-payer-class');
  }

  #apply(steps: ClaimSteps, claim: ClaimView): void {
    this.#runAll(steps.claim, claim, claim.clm);
    if (steps.visit.length > 0) for (const visit of claim.visits) this.#runAll(steps.visit, visit, claim.clm);
    if (steps.line.length > 0) for (const line of claim.lines) this.#runAll(steps.line, line, claim.clm);
  }

  #run(step: Step, subject: unknown, at: Located): void {
    try {
      step.run(subject, step.report, step.context);
    } catch (error) {
      this.#failed(step.rule.id, error, at);
    }
  }

  /** Runs rules. One that throws is reported when the file is done: the others go on. */
  #runAll(steps: readonly Step[], subject: unknown, at: Located): void {
    for (let i = 0; i < steps.length; i++) {
      try {
        for (; i < steps.length; i++) {
          const { run, report, context } = steps[i]!;
          run(subject, report, context);
        }
      } catch (error) {
        this.#failed(steps[i]!.rule.id, error, at);
      }
    }
  }

  #failed(rule: string, error: unknown, at: Located): void {
    if (this.#claim) this.notChecked(rule, 'rule-failed');
    this.#failures.add(rule, error, locationOf(at), this.#claim?.ordinal);
  }

  // Plans

  #envelopePlan(type?: ClaimType): Plan {
    return this.#plans.ofEnvelope(this.assembler?.origin ?? { senders: [], usage: '' }, type);
  }

  /** The plan of the claim at hand, or of the envelope between claims. */
  #currentPlan(): Plan {
    return (this.#claim && this.#plans.last) ?? this.#envelopePlan();
  }

  // Two judges

  /** What was found in the claims since it was last asked. Between claims only. */
  takeResult(): WorkerResult {
    const { xolairClaims, serviceLines } = this.counts;
    this.counts.xolairClaims = 0;
    this.counts.serviceLines = 0;
    return {
      findings: this.findings.takeAll(),
      xolairClaims,
      serviceLines,
      notChecked: this.#notChecked.takeAll(),
      failures: this.#failures.takeAll(),
    };
  }

  /** Takes in what another judge counted. */
  addCounts({ xolairClaims, serviceLines, notChecked, failures }: WorkerResult): void {
    this.counts.xolairClaims += xolairClaims;
    this.counts.serviceLines += serviceLines;
    this.#notChecked.merge(notChecked);
    this.#failures.merge(failures);
  }
}

/** Something with a location, or one. */
type Located = Location | { at(): Location };

const locationOf = (at: Located): Location => ('at' in at ? at.at() : at);

/** The comparison as the reader sees it. */
export function comparerOf(structure: Structure, isCompared: (type: ClaimType) => boolean): Comparer {
  return {
    beginSet: (type, version) => {
      structure.beginSet(type, version);
      return isCompared(type);
    },
    openLevel: (level, s, ranges) => structure.openLevel(level, s, ranges),
    openLostLevel: (level, ranges) => structure.openLostLevel(level, ranges),
    unknownLevel: (s) => structure.unknownLevel(s),
    openClaim: () => structure.openClaim(),
    endPart: (part, ranges) => structure.endPart(part, ranges),
    headlessClaim: (from, to) => structure.headlessClaim(from, to),
    endSet: (ranges) => structure.endSet(ranges),
  };
}
