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

/**
 * What ISA13 is unique together with, as one text: the sender and the receiver, ISA05 to ISA08 (X12 request for interpretation 723).
 * `text` gives the text of an element of the ISA.
 */
export function interchangeKey(text: (element: number) => string): string {
  return [controlKey(text(13).trim()), ...[5, 6, 7, 8].map((element) => text(element).trim())].join('*');
}

/** A control number as it is compared: ISA13 and GS06 are numbers, so that 905 is 000000905. ST02 is text. */
export function controlKey(control: string): string {
  return /^\d{1,15}$/.test(control) ? String(Number(control)) : control;
}
