/**
 * Stands in for the schema library where the messages of the live channel are bundled: those few kinds
 * of schemas that they are made of, checked as the library does it, in one kilobyte instead of fifteen.
 * A test compares both. Schemas that stand for anything (`no-schemas.ts`) have no check.
 */
type Check = (value: unknown) => boolean;
type Schema = { readonly check?: Check; readonly isOptional?: true };
type Limits = { readonly minimum?: number; readonly maximum?: number };
type TextLimits = { readonly pattern?: string; readonly maxLength?: number };

const holds = (schema: Schema | undefined, value: unknown): boolean =>
  schema?.check === undefined || schema.check(value);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function text({ pattern, maxLength = Infinity }: TextLimits = {}): Schema {
  const regex = pattern === undefined ? undefined : new RegExp(pattern, 'u');
  return {
    check: (value) =>
      typeof value === 'string' && value.length <= maxLength && regex?.test(value) !== false,
  };
}

export const Type = {
  Literal: (wanted: unknown): Schema => ({ check: (value) => value === wanted }),
  Integer: ({ minimum = -Infinity, maximum = Infinity }: Limits = {}): Schema => ({
    check: (value) =>
      Number.isInteger(value) && Number(value) >= minimum && Number(value) <= maximum,
  }),
  String: text,
  Array: (item: Schema, { maxItems = Infinity }: { readonly maxItems?: number } = {}): Schema => ({
    check: (value) =>
      Array.isArray(value) &&
      value.length <= maxItems &&
      value.every((one: unknown) => holds(item, one)),
  }),
  Tuple: (items: readonly Schema[]): Schema => ({
    check: (value) =>
      Array.isArray(value) &&
      value.length === items.length &&
      items.every((item, index) => holds(item, value[index])),
  }),
  Object: (properties: Readonly<Record<string, Schema>>): Schema => ({
    check: (value) =>
      isObject(value) &&
      Object.entries(properties).every(([name, schema]) =>
        Object.hasOwn(value, name) ? holds(schema, value[name]) : schema.isOptional === true,
      ),
  }),
  Optional: (schema: Schema): Schema => ({ ...schema, isOptional: true }),
  Unsafe: (schema: Schema): Schema => schema,
} as const;

export const Value = { Check: holds } as const;
