/**
 * Reads the generated JavaScript of one binding as text and keeps what it tells about the schema:
 * classes with their members (a comment states of each whether it is computed, optional, required)
 * and, for whatever can be set, how it is written to Terraform. Loading the code would tell less:
 * the flags are in comments only.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BindingFormError } from './binding-form-error.ts';

export type Member = {
  readonly name: string;
  readonly computed: boolean;
  readonly optional: boolean;
  readonly required: boolean;
  /** How its value is read, e.g. `getStringAttribute`. */
  readonly getter?: string;
  /** The class of its value, where that is not a primitive. */
  readonly valueClass?: string;
  /** A list in TypeScript that is a set in Terraform. */
  readonly isSet: boolean;
};

export type BindingClass = {
  readonly name: string;
  /** What it extends, e.g. `TerraformResource`, `ComplexObject`, `ComplexList`. */
  readonly base: string;
  /** E.g. `aws_vpc`; only the class of the type itself has one. */
  readonly terraformType?: string;
  /** Of lists and maps: the class of one item. */
  readonly itemClass?: string;
  readonly members: readonly Member[];
};

/** How an argument is written to Terraform. */
export type Argument = {
  readonly name: string;
  readonly isBlock: boolean;
  readonly shape: 'simple' | 'list' | 'set' | 'map' | 'struct';
  /** `string`, `numberList`, ... or a class name for blocks. */
  readonly storage: string;
  /** Whether many items are written as nested blocks, or as one list of objects. */
  readonly items: 'blocks' | 'objects' | 'one';
  /** Where the arguments of its items are listed. */
  readonly table: string | undefined;
  readonly writeOnly: boolean;
};

export type ArgumentTable = ReadonlyMap<string, Argument>;

export type Binding = {
  readonly folder: string;
  /** The class of the type itself. */
  readonly main: BindingClass;
  readonly classes: ReadonlyMap<string, BindingClass>;
  /** By class for the main class, by structure (`securityGroupIngress`) for everything nested. */
  readonly tables: ReadonlyMap<string, ArgumentTable>;
};

export function readBinding(folder: string): Binding {
  const classes = new Map<string, BindingClass>();
  const tables = new Map<string, ArgumentTable>();
  for (const declaration of declarationsOf(folder)) {
    const read = readClass(declaration);
    if (read !== undefined) classes.set(read.name, read);
    const table = /^function (\w+)ToHclTerraform\(/.exec(declaration)?.[1];
    if (table !== undefined) tables.set(table, readArguments(declaration));
    if (read?.terraformType !== undefined) tables.set(read.name, readArguments(declaration));
  }
  const main = [...classes.values()].find(({ terraformType }) => terraformType !== undefined);
  if (main === undefined) throw new BindingFormError(folder, 'no class has a tfResourceType');
  if (main.members.length === 0) throw new BindingFormError(folder, `${main.name} has no members`);
  return { folder, main, classes, tables };
}

/** Large types are split over several files. */
function declarationsOf(folder: string): readonly string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.js'))
    .flatMap((file) => readFileSync(join(folder, file), 'utf8').split(/^(?=class |function )/m));
}

const flag = '(true|false)';
const memberStart = new RegExp(
  `^ {4}// ([a-z0-9_]+) - computed: ${flag}, optional: ${flag}, required: ${flag}$`,
  'm',
);

function readClass(declaration: string): BindingClass | undefined {
  const [, name, base] = /^class (\w+) extends cdktn\.(\w+) \{/.exec(declaration) ?? [];
  if (name === undefined || base === undefined) return undefined;
  const terraformType = /^ {4}static tfResourceType = "(\w+)";/m.exec(declaration)?.[1];
  const itemClass = base.startsWith('Complex')
    ? /return new (?:\w+\.)?(\w+)\(this\.terraformResource/.exec(declaration)?.[1]
    : undefined;
  return {
    name,
    base,
    ...(terraformType === undefined ? {} : { terraformType }),
    ...(itemClass === undefined ? {} : { itemClass }),
    members: readMembers(declaration),
  };
}

function readMembers(declaration: string): Member[] {
  // The pattern has four groups, so splitting yields the text before, then five parts a member.
  const [, ...parts] = declaration.split(memberStart);
  const members: Member[] = [];
  for (let at = 0; at < parts.length; at += 5) {
    const [name = '', computed, optional, required, body = ''] = parts.slice(at, at + 5);
    const [, valueClass, wrapsSet] =
      /^ {4}_\w+ = new (?:\w+\.)?(\w+)\(this, "[a-z0-9_]+"(?:, (true|false))?\);/m.exec(body) ?? [];
    const [, returned = '', getter] =
      /^ {8}return (.*)this\.(get\w+Attribute|interpolationForAttribute)\(/m.exec(body) ?? [];
    members.push({
      name,
      computed: computed === 'true',
      optional: optional === 'true',
      required: required === 'true',
      ...(getter === undefined ? {} : { getter }),
      ...(valueClass === undefined ? {} : { valueClass }),
      isSet: wrapsSet === 'true' || returned.includes('Fn.tolist('),
    });
  }
  return members;
}

const argumentForm = new RegExp(
  [
    '^ +([a-z0-9_]+): \\{',
    ' +value: (.*),',
    ` +isBlock: ${flag},`,
    ' +type: "(\\w+)",',
    ' +storageClassType: "(\\w+)",$',
  ].join('\n'),
  'gm',
);

function readArguments(declaration: string): ArgumentTable {
  const read = [...declaration.matchAll(argumentForm)].map((match): Argument => {
    const [, name = '', value = '', isBlock, shape = '', storage = ''] = match;
    // Library functions write primitives; a function of the binding writes a structure.
    const table = /(?<!cdktn\.)\b(\w+)ToHclTerraform/.exec(value)?.[1];
    const mapper = /(?:list|hash)MapperHcl\(.*?, (true|false)\)\(/.exec(value)?.[1];
    return {
      name,
      isBlock: isBlock === 'true',
      shape: shape as Argument['shape'],
      storage,
      items: mapper === undefined ? 'one' : mapper === 'true' ? 'blocks' : 'objects',
      table,
      writeOnly: value.includes('markWriteOnlyAttribute('),
    };
  });
  return new Map(read.map((argument) => [argument.name, argument]));
}
