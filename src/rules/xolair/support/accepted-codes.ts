/** Whether a diagnosis code is in a list of a user, who may have written it with decimal point and in lower case. */
export function isAccepted(code: string, list: readonly string[]): boolean {
  return list.length > 0 && list.some((item) => item.replace('.', '').toUpperCase() === code);
}
