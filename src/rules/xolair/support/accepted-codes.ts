/** Whether a diagnosis code is in the list of an option, where users may write codes with a decimal point or in lower case. */
export function isAccepted(code: string, list: readonly string[]): boolean {
  return list.length > 0 && list.some((item) => item.replace('.', '').toUpperCase() === code);
}
