/** Attribute types, from what the bindings say about arguments and about getters. */
import { BindingFormError } from './binding-form-error.ts';
import type { Argument, Binding, BindingClass, Member } from './read-binding.ts';
import type { CtyType } from './types.ts';

const primitives: Readonly<Record<string, CtyType>> = {
  string: 'string',
  number: 'number',
  boolean: 'bool',
  any: 'dynamic',
};

/** E.g. `stringList` that is a set, or `stringMap`. */
export function argumentType(binding: Binding, { name, storage, shape }: Argument): CtyType {
  const [, primitive = '', suffixes = ''] = /^([a-z]+)((?:List|Map)*)$/.exec(storage) ?? [];
  const scalar = primitives[primitive];
  if (scalar === undefined) {
    throw new BindingFormError(binding.folder, `${name} is stored as "${storage}"`);
  }
  const wrappers = suffixes.match(/List|Map/g) ?? [];
  return wrappers.reduce<CtyType>((type, wrapper, index) => {
    if (wrapper === 'Map') return ['map', type];
    // Only the outermost collection is told apart.
    return [shape === 'set' && index === wrappers.length - 1 ? 'set' : 'list', type];
  }, scalar);
}

const getters: Readonly<Record<string, CtyType>> = {
  getStringAttribute: 'string',
  getNumberAttribute: 'number',
  getBooleanAttribute: 'bool',
  getListAttribute: ['list', 'string'],
  getNumberListAttribute: ['list', 'number'],
  getStringMapAttribute: ['map', 'string'],
  getNumberMapAttribute: ['map', 'number'],
  getBooleanMapAttribute: ['map', 'bool'],
  interpolationForAttribute: 'dynamic',
};

/** Classes of the library itself, for values that need none of their own. */
const libraryClasses: Readonly<Record<string, CtyType>> = {
  StringMap: ['map', 'string'],
  NumberMap: ['map', 'number'],
  BooleanMap: ['map', 'bool'],
  AnyMap: ['map', 'dynamic'],
  BooleanList: ['list', 'bool'],
  StringListList: ['list', ['list', 'string']],
  StringMapList: ['list', ['map', 'string']],
  NumberMapList: ['list', ['map', 'number']],
  StringMapMap: ['map', ['map', 'string']],
  StringListMap: ['map', ['list', 'string']],
};

/** Of a member that cannot be set, only read. */
export function computedType(binding: Binding, member: Member): CtyType {
  const { valueClass, getter = '', isSet } = member;
  const type = valueClass === undefined ? getters[getter] : classType(binding, valueClass);
  if (type === undefined) {
    throw new BindingFormError(binding.folder, `${member.name} is read by "${getter}"`);
  }
  return isSet && Array.isArray(type) && type[0] === 'list' ? ['set', type[1]] : type;
}

function classType(binding: Binding, name: string): CtyType {
  const ofLibrary = libraryClasses[name];
  if (ofLibrary !== undefined) return ofLibrary;
  const found = findClass(binding, name);
  if (found.itemClass !== undefined) {
    const item = classType(binding, found.itemClass);
    return [found.base === 'ComplexMap' ? 'map' : 'list', item];
  }
  const fields = found.members.map((member) => [member.name, computedType(binding, member)]);
  return ['object', Object.fromEntries(fields) as Record<string, CtyType>];
}

export function findClass(binding: Binding, name: string): BindingClass {
  const found = binding.classes.get(name);
  if (found === undefined) throw new BindingFormError(binding.folder, `class ${name} is missing`);
  return found;
}
