/** Input that cannot be read. It is reported as the fault of its file, and leads to exit status 2. */
export class InputError extends Error {
  /** Short and stable, such as `no-isa`. */
  readonly code: string;
  /** What the file is instead, such as `pdf`, where that is known. */
  readonly kind: string | undefined;
  constructor(code: string, message: string, kind?: string) {
    super(message);
    this.name = 'InputError';
    this.code = code;
    this.kind = kind;
  }
}
