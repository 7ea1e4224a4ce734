/** References to attributes of resources inside of Terraform expressions, with their types. */
import { deriveSchema } from './schema/derive-schema.ts';
import { type CtyType, objectTypeOf, type TypeName } from './schema/types.ts';

export type Reference = {
  /** E.g. `aws_vpc`, or `data.aws_ami`. */
  readonly type: string;
  readonly name: string;
  /** Of a resource with `count` or `for_each`, e.g. `[0]`; otherwise empty. */
  readonly instance: string;
  /** The last name of the path, e.g. `secret_arn`. */
  readonly attribute: string;
  readonly valueType: CtyType;
};

const pattern = new RegExp(
  [
    /((?:data\.)?aws_[a-z0-9_]+)\.([A-Za-z0-9_-]+)/,
    /((?:\[(?!\*)[^\]]*\])?)/,
    /((?:\.(?:[a-z_][a-z0-9_]*|\*)|\[[^\]]*\])+)/,
  ]
    .map(({ source }) => source)
    .join(''),
);

/** The one that the whole of the text `${...}` is; `undefined` for anything else. */
export function referenceIn(text: string): Reference | undefined {
  const match = new RegExp(`^\\$\\{${pattern.source}\\}$`).exec(text);
  return match === null ? undefined : referenceOf(match);
}

/** All in a text, in order. */
export const referencesOf = (text: string): Reference[] =>
  [...text.matchAll(new RegExp(pattern, 'g'))].map(referenceOf);

function referenceOf([
  ,
  type = '',
  name = '',
  instance = '',
  path = '',
]: RegExpExecArray): Reference {
  const steps = path.match(/\.[a-z_][a-z0-9_]*|\.\*|\[[^\]]*\]/g) ?? [];
  const names = steps.filter((step) => /^\.[a-z_]/.test(step)).map((step) => step.slice(1));
  return {
    type,
    name,
    instance,
    attribute: names.at(-1) ?? 'id',
    valueType: typeAt(type, steps),
  };
}

/** `string` where the schema does not tell: most attributes are. */
function typeAt(type: string, steps: readonly string[]): CtyType {
  const typeName: TypeName = type.startsWith('data.')
    ? { kind: 'data', name: type.slice('data.'.length) }
    : { kind: 'resource', name: type };
  const schema = deriveSchema(typeName);
  if (schema === undefined) return 'string';
  let at: CtyType | undefined = objectTypeOf(schema.block);
  let everyItem = false;
  for (const step of steps) {
    if (typeof at === 'string' || at === undefined) break;
    if (step === '.*' || step === '[*]') {
      everyItem = true;
      at = at[0] === 'object' ? at : at[1];
    } else if (at[0] === 'object') {
      at = step.startsWith('.') ? at[1][step.slice(1)] : at;
    } else {
      at = at[1];
    }
  }
  const found = at ?? 'string';
  return everyItem ? ['list', found] : found;
}
