export { OutputError } from '../files/errors.ts';

/** A command line that is not valid. Exit status 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}
