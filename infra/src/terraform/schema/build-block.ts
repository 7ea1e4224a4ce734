/** Builds the block of a Terraform type from its binding, nested blocks included. */
import { BindingFormError } from './binding-form-error.ts';
import { argumentType, computedType, findClass } from './cty-types.ts';
import type { Argument, ArgumentTable, Binding, Member } from './read-binding.ts';
import {
  type Attribute,
  type Block,
  type CtyType,
  type NestedBlock,
  objectTypeOf,
} from './types.ts';

/**
 * Statements of WAF rules nest in themselves. Terraform knows no recursive schemas, so such a class
 * is unrolled until it lies so many times within itself.
 */
const recursionMax = 1;

export function buildBlock(binding: Binding): Block {
  const { main } = binding;
  return blockOf({ binding, within: [] }, main.members, findTable(binding, main.name));
}

/** A place in a type: the classes of the blocks around it. */
type Place = { readonly binding: Binding; readonly within: readonly string[] };

function blockOf(place: Place, members: readonly Member[], table: ArgumentTable): Block {
  const { binding } = place;
  const attributes: Attribute[] = [];
  const blocks: NestedBlock[] = [];
  for (const member of members) {
    const argument = table.get(member.name);
    if (argument === undefined) {
      attributes.push(attributeOf(member, computedType(binding, member)));
    } else if (!argument.isBlock) {
      const type = argumentType(binding, argument);
      attributes.push({ ...attributeOf(member, type), writeOnly: argument.writeOnly });
    } else {
      const block = nestedBlock(place, member, argument);
      if (block === undefined) continue;
      // Blocks are never computed. What is, or what is written as a list of objects, is an
      // attribute whose type has the form of a block (`ingress` of a security group).
      if (member.computed || argument.items === 'objects' || argument.shape === 'map') {
        attributes.push(attributeOf(member, collectionOf(argument, objectTypeOf(block))));
      } else {
        blocks.push(blockTypeOf(member, argument, block));
      }
    }
  }
  return { attributes, blocks };
}

const attributeOf = (member: Member, type: CtyType): Attribute => ({
  name: member.name,
  type,
  required: member.required,
  optional: member.optional,
  computed: member.computed,
  writeOnly: false,
});

const collectionOf = ({ shape }: Argument, item: CtyType): CtyType =>
  shape === 'list' || shape === 'set' || shape === 'map' ? [shape, item] : item;

function blockTypeOf(member: Member, argument: Argument, block: Block): NestedBlock {
  const single = argument.shape === 'struct';
  return {
    name: member.name,
    nesting: single ? 'SINGLE' : argument.shape === 'set' ? 'SET' : 'LIST',
    itemsMin: member.required && !single ? 1 : 0,
    itemsMax: argument.items === 'one' && !single ? 1 : 0,
    block,
  };
}

/** `undefined` where a block lies within itself too often. */
function nestedBlock(place: Place, member: Member, argument: Argument): Block | undefined {
  const { binding, within } = place;
  if (argument.table === undefined) {
    throw new BindingFormError(binding.folder, `${member.name} is a block without arguments`);
  }
  const table = findTable(binding, argument.table);
  // The provider's own configuration can only be written, so its blocks have no classes that would
  // say what is required.
  if (member.valueClass === undefined) {
    return blockOf(place, [...table.keys()].map(optionalMember), table);
  }
  const valueClass = findClass(binding, member.valueClass);
  const item =
    valueClass.itemClass === undefined ? valueClass : findClass(binding, valueClass.itemClass);
  if (within.filter((name) => name === item.name).length > recursionMax) return undefined;
  return blockOf({ binding, within: [...within, item.name] }, item.members, table);
}

const optionalMember = (name: string): Member => ({
  name,
  computed: false,
  optional: true,
  required: false,
  isSet: false,
});

function findTable(binding: Binding, name: string): ArgumentTable {
  const table = binding.tables.get(name);
  if (table === undefined) {
    throw new BindingFormError(binding.folder, `the arguments of ${name} are missing`);
  }
  return table;
}
