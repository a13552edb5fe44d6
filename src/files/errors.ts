/** An output that could not be written. Its message is a sentence. Exit status 2. */
export class OutputError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'OutputError';
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'its folder is a file',
  EISDIR: 'it is a folder',
  EACCES: 'there is no permission to write it',
  EPERM: 'there is no permission to write it',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'it is larger than files can be there',
  EIO: 'the disk reports an error',
  ELOOP: 'its path is a circle of links',
  ENAMETOOLONG: 'its name is too long',
  EBUSY: 'something else uses it',
  EXDEV: 'its folder is on two disks',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  EPIPE: 'the program that reads it has ended',
};

/** Whether an error is one of the system: it has a code and names a call. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  if (!(error instanceof Error)) return false;
  const { code, syscall } = error as NodeJS.ErrnoException;
  return typeof code === 'string' && typeof syscall === 'string';
}

/** The code of a system error, such as ENOSPC; '' for any other error. */
export function codeOf(error: unknown): string {
  return isSystemError(error) ? error.code! : '';
}

/** Why the system refused, in words with its code: `the disk is full (ENOSPC)`. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error) || 'unknown error';
  return `${REASONS[code] ?? 'the system refused it'} (${code})`;
}
