import type { ServiceLine } from '../../../model/claim.ts';
import type { Location } from '../../../model/finding.ts';

const SLOTS = ['modifier1', 'modifier2', 'modifier3', 'modifier4'] as const;
const FIRST_MODIFIER = 3;
const LAST_MODIFIER = 6;

/** The location of a modifier that a line has, in its SV1 or SV2. */
export function modifierLocation(line: ServiceLine, modifier: string): Location {
  const { service } = line;
  const element = service.id === 'SV2' ? 2 : 1;
  let component = FIRST_MODIFIER;
  while (component < LAST_MODIFIER && service.text(element, component).trim().toUpperCase() !== modifier) component++;
  return service.at(element, component);
}

/** The location where the next modifier of a line belongs; the whole SV1 or SV2 if it already has four. */
export function freeModifierLocation(line: ServiceLine): Location {
  const slot = SLOTS[line.modifiers.length];
  return slot === undefined ? line.service.at() : line.at(slot);
}
