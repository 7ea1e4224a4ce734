/**
 * Plans a resource as far as its schema allows: what AWS will decide becomes unknown, what the
 * provider's configuration decides (region, default tags) becomes known.
 */
import type { Block } from '../schema/types.ts';
import type { Session } from './session.ts';
import { isUnknown, isWhollyKnown, type ObjectValue, unknownValue, type Value } from './wire.ts';

/** `proposed` is what Terraform made of configuration and prior state; `null` when deleting. */
export function planResource(block: Block, proposed: Value, session: Session): Value {
  if (proposed === null) return null;
  const planned = plannedBlock(block, proposed as ObjectValue);
  const computed = new Set(block.attributes.flatMap((one) => (one.computed ? [one.name] : [])));
  if (computed.has('region') && isUnknown(planned.region)) planned.region = session.region;
  if (computed.has('tags_all') && isUnknown(planned.tags_all)) {
    const tags = planned.tags ?? {};
    if (isWhollyKnown(tags)) {
      planned.tags_all = { ...session.defaultTags, ...(tags as ObjectValue) };
    }
  }
  return planned;
}

function plannedBlock({ attributes, blocks }: Block, proposed: ObjectValue): ObjectValue {
  const planned = { ...proposed };
  for (const { name, computed, writeOnly } of attributes) {
    // Terraform refuses a plan that repeats what must not be stored.
    if (writeOnly) planned[name] = null;
    else if (computed && (planned[name] ?? null) === null) planned[name] = unknownValue;
  }
  for (const { name, block } of blocks) {
    const inner = planned[name];
    if (Array.isArray(inner)) {
      planned[name] = inner.map((item: Value) => plannedItem(block, item));
    } else {
      planned[name] = plannedItem(block, inner ?? null);
    }
  }
  return planned;
}

const plannedItem = (block: Block, item: Value): Value =>
  item === null || isUnknown(item) ? item : plannedBlock(block, item as ObjectValue);
