import type { WriteStream } from 'node:tty';

/** Whether to color the output to a stream: by the option, else NO_COLOR and FORCE_COLOR, else whether it is a terminal. */
export function colorOf(option: boolean | undefined, stream: WriteStream, env: NodeJS.ProcessEnv = process.env): boolean {
  if (option !== undefined) return option;
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0';
  return stream.isTTY === true && env.TERM !== 'dumb';
}

/** Columns of a terminal; 0 if the stream is not a terminal. */
export function columnsOf(stream: WriteStream): number {
  return stream.isTTY ? stream.columns || 80 : 0;
}

/** Columns that help texts are laid out for. */
export const WIDTH = 80;
