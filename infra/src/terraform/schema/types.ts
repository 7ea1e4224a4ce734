/**
 * The schema of Terraform types as plugin protocol 5 carries it: blocks of attributes and of nested
 * blocks, attribute types in the JSON notation of cty (`"string"`, `["list","string"]`, ...).
 */

export type CtyType =
  | 'string'
  | 'number'
  | 'bool'
  | 'dynamic'
  | readonly ['list' | 'set' | 'map', CtyType]
  | readonly ['object', { readonly [name: string]: CtyType }];

export type Attribute = {
  readonly name: string;
  readonly type: CtyType;
  readonly required: boolean;
  readonly optional: boolean;
  readonly computed: boolean;
  /** Accepts a secret, but neither plan nor state ever holds it. */
  readonly writeOnly: boolean;
};

export type NestedBlock = {
  readonly name: string;
  readonly nesting: 'SINGLE' | 'LIST' | 'SET';
  /** 1 when the block has to be there. */
  readonly itemsMin: 0 | 1;
  /** 0 stands for any number: the bindings only tell one from many. */
  readonly itemsMax: 0 | 1;
  readonly block: Block;
};

export type Block = {
  readonly attributes: readonly Attribute[];
  readonly blocks: readonly NestedBlock[];
};

export type SchemaKind = 'provider' | 'resource' | 'data' | 'ephemeral';

/** One Terraform type, e.g. the data source `aws_region`. */
export type TypeName = { readonly kind: SchemaKind; readonly name: string };

export type TypeSchema = TypeName & { readonly block: Block };

/** What a block looks like as a value: its nested blocks become lists, sets and objects. */
export function objectTypeOf({ attributes, blocks }: Block): CtyType {
  const fields: Record<string, CtyType> = {};
  for (const { name, type } of attributes) fields[name] = type;
  for (const { name, nesting, block } of blocks) {
    const item = objectTypeOf(block);
    fields[name] = nesting === 'SINGLE' ? item : [nesting === 'SET' ? 'set' : 'list', item];
  }
  return ['object', fields];
}
