/** Parts of a set: header, levels, claim, in the order of the file. A part is a range of segments. */
export const HEADER = 0;
export const BILLING = 1;
export const SUBSCRIBER = 2;
export const PATIENT = 3;
export const CLAIM = 4;

export const PART_COUNT = 5;

/** Their names. */
export const PARTS = ['header', 'billing', 'subscriber', 'patient', 'claim'] as const;
export type Part = (typeof PARTS)[number];

/** Levels of the hierarchy by HL03: billing provider, subscriber, patient. */
export type Level = 20 | 22 | 23;

/** Loops by level. */
export const LOOP_OF: Readonly<Record<Level, string>> = { 20: '2000A', 22: '2000B', 23: '2000C' };
