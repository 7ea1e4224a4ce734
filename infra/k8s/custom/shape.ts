/**
 * Schemas for custom resources whose types nobody publishes for TypeScript: as much of them as is
 * used here. What is not named is refused, so that a misspelt field does not disappear silently.
 */
export type Shape =
  | { readonly is: 'text'; readonly pattern?: RegExp }
  | { readonly is: 'number' }
  | { readonly is: 'flag' }
  | { readonly is: 'anything' }
  | { readonly is: 'list'; readonly of: Shape; readonly least?: number }
  | { readonly is: 'map'; readonly of: Shape }
  | {
      readonly is: 'object';
      readonly required: Readonly<Record<string, Shape>>;
      readonly optional?: Readonly<Record<string, Shape>>;
    };

export const text = (pattern?: RegExp): Shape =>
  pattern === undefined ? { is: 'text' } : { is: 'text', pattern };
export const oneOf = (...values: readonly string[]): Shape =>
  text(new RegExp(`^(?:${values.join('|')})$`));
export const number: Shape = { is: 'number' };
export const flag: Shape = { is: 'flag' };
export const anything: Shape = { is: 'anything' };
export const list = (of: Shape, least = 0): Shape => ({ is: 'list', of, least });
export const map = (of: Shape): Shape => ({ is: 'map', of });
export const object = (
  required: Readonly<Record<string, Shape>>,
  optional: Readonly<Record<string, Shape>> = {},
): Shape => ({ is: 'object', required, optional });

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every place where a value departs from its shape, as `path: what is wrong`. */
export function departures(shape: Shape, value: unknown, path: string): readonly string[] {
  if (shape.is === 'anything') return [];
  if (shape.is === 'number') return typeof value === 'number' ? [] : [`${path}: is no number`];
  if (shape.is === 'flag') return typeof value === 'boolean' ? [] : [`${path}: is no boolean`];
  if (shape.is === 'text') {
    if (typeof value !== 'string') return [`${path}: is no text`];
    const { pattern } = shape;
    if (pattern === undefined || pattern.test(value)) return [];
    return [`${path}: "${value}" does not match ${pattern.source}`];
  }
  if (shape.is === 'list') {
    if (!Array.isArray(value)) return [`${path}: is no list`];
    const { of, least = 0 } = shape;
    return [
      ...(value.length < least ? [`${path}: has fewer than ${least}`] : []),
      ...value.flatMap((one, index) => departures(of, one, `${path}[${index}]`)),
    ];
  }
  if (!isFields(value)) return [`${path}: is no object`];
  if (shape.is === 'object') {
    return departuresOfObject(shape.required, shape.optional ?? {}, value, path);
  }
  return Object.entries(value).flatMap(([key, one]) => departures(shape.of, one, `${path}.${key}`));
}

function departuresOfObject(
  required: Readonly<Record<string, Shape>>,
  optional: Readonly<Record<string, Shape>>,
  value: Fields,
  path: string,
): readonly string[] {
  const missing = Object.keys(required).filter((key) => value[key] === undefined);
  return [
    ...missing.map((key) => `${path}.${key}: is missing`),
    ...Object.entries(value).flatMap(([key, one]) => {
      const shape = Object.hasOwn(required, key) ? required[key] : optional[key];
      if (shape === undefined) return [`${path}.${key}: is not known`];
      return departures(shape, one, `${path}.${key}`);
    }),
  ];
}
