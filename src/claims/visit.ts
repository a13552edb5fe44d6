import { drugCodeKind, INJECTION_CODE } from '../codes/procedures.ts';
import type { Claim, ServiceLine, Visit } from '../model/claim.ts';

/** Most visits have no discarded drug and no other injection: they share one empty list. */
const NO_LINES: readonly ServiceLine[] = [];

function append(lines: readonly ServiceLine[], line: ServiceLine): readonly ServiceLine[] {
  if (lines === NO_LINES) return [line];
  (lines as ServiceLine[]).push(line);
  return lines;
}

export class VisitView implements Visit {
  readonly claim: Claim;
  readonly date: number | undefined;
  lines = NO_LINES;
  drug = NO_LINES;
  administered = NO_LINES;
  discarded = NO_LINES;
  injections = NO_LINES;
  otherInjectables = NO_LINES;

  constructor(claim: Claim, date: number | undefined) {
    this.claim = claim;
    this.date = date;
  }

  add(line: ServiceLine): void {
    this.lines = append(this.lines, line);
    if (line.isXolairCode) {
      this.drug = append(this.drug, line);
      if (line.has('JW')) this.discarded = append(this.discarded, line);
      else this.administered = append(this.administered, line);
    } else if (line.procedure === INJECTION_CODE) this.injections = append(this.injections, line);
    else if (!line.isXolair && isInjectable(line)) this.otherInjectables = append(this.otherInjectables, line);
  }
}

function isInjectable(line: ServiceLine): boolean {
  return drugCodeKind(line.procedure) === 'drug' || line.drug !== undefined;
}
