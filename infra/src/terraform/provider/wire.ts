/**
 * Values and schemas in the form in which Terraform sends and expects them: values as MessagePack
 * with an extension for what is not known yet, attribute types as JSON text.
 */
import { decode, encode, ExtData } from '@msgpack/msgpack';
import type { Block, TypeSchema } from '../schema/types.ts';

/** A decoded value; unknown ones are `ExtData`. */
export type Value = unknown;
export type ObjectValue = Record<string, Value>;

export type DynamicValue = { readonly msgpack?: Uint8Array };

/** The protocol wants extension type 0 and ignores its content. */
export const unknownValue = new ExtData(0, new Uint8Array([0]));

export const isUnknown = (value: Value): boolean => value instanceof ExtData;

export function isWhollyKnown(value: Value): boolean {
  if (isUnknown(value)) return false;
  if (typeof value !== 'object' || value === null) return true;
  return Object.values(value).every(isWhollyKnown);
}

export const fromWire = (value: DynamicValue | undefined): Value =>
  value?.msgpack === undefined || value.msgpack.length === 0 ? null : decode(value.msgpack);

export const objectFromWire = (value: DynamicValue | undefined): ObjectValue =>
  (fromWire(value) ?? {}) as ObjectValue;

export const toWire = (value: Value): DynamicValue => ({ msgpack: Buffer.from(encode(value)) });

/** As the message `Schema`. */
export const schemaToWire = ({ block }: TypeSchema): unknown => ({
  version: 0,
  block: blockToWire(block),
});

const blockToWire = ({ attributes, blocks }: Block): unknown => ({
  attributes: attributes.map(({ type, writeOnly, ...attribute }) => ({
    ...attribute,
    type: Buffer.from(JSON.stringify(type)),
    write_only: writeOnly,
  })),
  block_types: blocks.map(({ name, nesting, itemsMin, itemsMax, block }) => ({
    type_name: name,
    nesting,
    min_items: itemsMin,
    max_items: itemsMax,
    block: blockToWire(block),
  })),
});
