import { drugCodeKind, INJECTION_CODE } from '../codes/procedures.ts';
import type { Claim, DrugIdentity, DrugLines, ServiceLine, Visit } from '../model/claim.ts';

/** Most visits have no discarded drug and no other injection: they share one empty list. */
const NO_LINES: readonly ServiceLine[] = [];

function append(lines: readonly ServiceLine[], line: ServiceLine): readonly ServiceLine[] {
  if (lines === NO_LINES) return [line];
  (lines as ServiceLine[]).push(line);
  return lines;
}

/** The lines of one day. */
export class VisitView implements Visit {
  readonly claim: Claim;
  readonly date: number | undefined;
  lines = NO_LINES;
  injections = NO_LINES;
  #drug: DrugIdentity | undefined;
  #drugLines: DrugLines | undefined;

  constructor(claim: Claim, date: number | undefined) {
    this.claim = claim;
    this.date = date;
  }

  add(line: ServiceLine): void {
    this.lines = append(this.lines, line);
    if (line.procedure === INJECTION_CODE && !(line.units <= 0)) this.injections = append(this.injections, line);
  }

  // The rules of one drug run one after the other, so the last answer is usually asked for again.
  of(drug: DrugIdentity): DrugLines {
    if (this.#drugLines === undefined || this.#drug !== drug) {
      this.#drug = drug;
      this.#drugLines = new DrugLinesView(this.lines, drug);
    }
    return this.#drugLines;
  }
}

class DrugLinesView implements DrugLines {
  billed = NO_LINES;
  administered = NO_LINES;
  discarded = NO_LINES;
  otherInjectables = NO_LINES;

  constructor(lines: readonly ServiceLine[], drug: DrugIdentity) {
    for (const line of lines) {
      if (line.bills(drug)) {
        this.billed = append(this.billed, line);
        if (line.has('JW')) this.discarded = append(this.discarded, line);
        else this.administered = append(this.administered, line);
      } else if (line.procedure !== INJECTION_CODE && !line.isOf(drug) && isInjectable(line))
        this.otherInjectables = append(this.otherInjectables, line);
    }
  }
}

function isInjectable(line: ServiceLine): boolean {
  return (drugCodeKind(line.procedure) === 'drug' || line.drug !== undefined) && !(line.units <= 0);
}
