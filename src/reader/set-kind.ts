import { isTransactionSet } from '../codes/sets.ts';
import { claimTypeOf, isVersion } from '../guides/version.ts';
import { InputError } from '../x12/errors.ts';
import type { ReadCounts } from './events.ts';
import type { SetKind } from './open.ts';

/** How dental claims are called among the sets that are skipped. */
const DENTAL = '837D';

function skip({ skipped }: ReadCounts, kind: string): void {
  skipped.set(kind, (skipped.get(kind) ?? 0) + 1);
}

/**
 * What a set is: its type, or why it is not read. `id`, `version` and `group` are ST01, ST03 and GS08; '' where they are missing. One that is
 * skipped is counted.
 */
export function kindOfSet(id: string, version: string, group: string, counts: ReadCounts): SetKind | InputError {
  if (id !== '837') {
    if (!isTransactionSet(id)) return { skipped: 'unknown' };
    skip(counts, id);
    return { skipped: 'other' };
  }
  // A value that is no version does not hide a set that the group names.
  return kindOfVersion(isVersion(version) || group === '' ? version : group, counts);
}

/** What a set of claims is, by its version. */
export function kindOfVersion(version: string, counts: ReadCounts): SetKind | InputError {
  const type = claimTypeOf(version);
  if (!(type instanceof InputError)) return { type, version };
  if (type.code !== 'dental') return type;
  skip(counts, DENTAL);
  counts.dental.fault ??= type;
  return { skipped: 'dental' };
}
