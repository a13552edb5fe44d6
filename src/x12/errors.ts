/** Input that cannot be read. It is reported as the fault of its file, and leads to exit status 2. */
export class InputError extends Error {
  /** Short and stable, such as `no-isa`. */
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.name = 'InputError';
    this.code = code;
  }
}
