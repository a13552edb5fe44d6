/** Widths of ISA01 to ISA16 (X12.5, interchange header). */
export const ISA_WIDTHS = [2, 10, 2, 10, 2, 15, 2, 15, 6, 4, 1, 5, 9, 1, 1, 1] as const;

/** An element of an ISA that does not have its width. */
export interface WrongWidth {
  readonly element: number;
  readonly width: number;
  readonly actual: number;
}

/** The elements of an ISA that do not have their widths; `elements` are their texts, the id first. */
export function wrongWidths(elements: readonly string[]): WrongWidth[] {
  return ISA_WIDTHS.map((width, i) => ({ element: i + 1, width, actual: elements[i + 1]?.length ?? 0 })).filter(
    (each) => each.actual !== each.width,
  );
}

/** A control number as it is compared: ISA13 and GS06 are numbers, so that 905 is 000000905. ST02 is text. */
export function controlKey(control: string): string {
  return /^\d{1,15}$/.test(control) ? String(Number(control)) : control;
}
