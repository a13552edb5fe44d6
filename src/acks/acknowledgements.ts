import type { AckFiles } from './ack-files.ts';
import type { AckWriter } from './ack-writer.ts';
import type { AckTime } from './edi.ts';
import type { Telling } from './status.ts';

/** Makes the writer of one file; `source` is the path of that file. */
type AckWriterClass = new (files: AckFiles, source: string, telling: Telling, when: AckTime) => AckWriter;

/** node-x12 writes the envelopes: it is loaded only when an acknowledgement is requested. */
const ALL = {
  '999': async () => (await import('./implementation-ack.ts')).ImplementationAckWriter,
  '277ca': async () => (await import('./claim-ack.ts')).ClaimAckWriter,
} satisfies Record<string, () => Promise<AckWriterClass>>;

/** Name of an acknowledgement, as `--format` takes it. */
export type AcknowledgementName = keyof typeof ALL;

/** The writer of every acknowledgement, by name. Acknowledgements go to a folder, because they name patients' claims. */
export const ACKNOWLEDGEMENTS: Readonly<Record<AcknowledgementName, () => Promise<AckWriterClass>>> = ALL;

export const ACKNOWLEDGEMENT_NAMES: readonly string[] = Object.keys(ALL);

/** Whether a format is an acknowledgement. */
export function isAcknowledgement(name: string): name is AcknowledgementName {
  return Object.hasOwn(ACKNOWLEDGEMENTS, name);
}
