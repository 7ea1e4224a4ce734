/**
 * Path and query arrive as text. The parameters a schema declares as integers become numbers when
 * they are plain decimal digits; anything else stays text, which the validation then refuses (a
 * general coercion would also take '0x10', '1e3' and '').
 */
import type { TSchema } from 'typebox';

const DECIMAL = /^-?\d{1,16}$/;

/** Names of the integer properties of an object schema. */
export function integerNames(schema: TSchema | undefined): readonly string[] {
  if (schema === undefined || !('properties' in schema)) return [];
  return Object.entries(schema.properties as Record<string, { type?: unknown }>)
    .filter(([, property]) => property.type === 'integer')
    .map(([name]) => name);
}

/** In place. */
export function coerceIntegers(values: Record<string, unknown>, names: readonly string[]): void {
  for (let at = 0; at < names.length; at++) {
    const name = names[at];
    if (name === undefined) continue;
    const text = values[name];
    if (typeof text === 'string' && DECIMAL.test(text)) values[name] = Number(text);
  }
}
