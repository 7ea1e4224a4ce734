/** A schema for readers: one line per field, with its type, its bounds and what it means. */
import type { TSchema } from 'typebox';
import { type Html, html, nothing } from './html.ts';

type Schema = Readonly<Record<string, unknown>>;
type Field = { readonly name: string; readonly schema: Schema; readonly required: boolean };

const DEPTH_MAX = 8;

function fieldsOf(schema: Schema, prefix: string, depth: number): Field[] {
  if (depth > DEPTH_MAX) return [];
  const required = (schema['required'] ?? []) as readonly string[];
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, Schema>>;
  const fields: Field[] = [];
  for (const [key, property] of Object.entries(properties)) {
    const name = `${prefix}${key}`;
    fields.push({ name, schema: property, required: required.includes(key) });
    const items = property['items'] as Schema | undefined;
    fields.push(...fieldsOf(items ?? property, `${name}${items ? '[]' : ''}.`, depth + 1));
  }
  return fields;
}

export function typeOf(schema: Schema): string {
  const words = schema['enum'] as readonly unknown[] | undefined;
  if (words !== undefined) return words.map((word) => JSON.stringify(word)).join(' | ');
  if ('const' in schema) return JSON.stringify(schema['const']);
  const items = schema['items'] as Schema | undefined;
  if (items !== undefined) return `array of ${typeOf(items)}`;
  const format = schema['format'];
  const type = text(schema['type'] ?? 'any');
  return typeof format === 'string' ? `${type} (${format})` : type;
}

const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? `${value}` : '';

function range(name: string, low: unknown, high: unknown): string {
  const from = low === undefined ? '' : ` from ${text(low)}`;
  const to = high === undefined ? '' : ` to ${text(high)}`;
  return from === '' && to === '' ? '' : `${name}${from}${to}`.trim();
}

function boundsOf(schema: Schema): string {
  const initial = schema['default'];
  return [
    range('', schema['minimum'], schema['maximum']),
    range('length', schema['minLength'], schema['maxLength']),
    range('items', schema['minItems'], schema['maxItems']),
    initial === undefined ? '' : `default ${JSON.stringify(initial)}`,
  ]
    .filter((bound) => bound !== '')
    .join(', ');
}

/** Empty when there is no schema or it has no fields. */
export function schemaTable(caption: string, schema: TSchema | undefined): Html {
  const fields = schema === undefined ? [] : fieldsOf(schema as Schema, '', 0);
  if (fields.length === 0) return nothing;
  const rows = fields.map(
    (field) =>
      html` <tr>
        <th scope="row"><code>${field.name}</code>${field.required ? '' : ' (optional)'}</th>
        <td>${typeOf(field.schema)}</td>
        <td>${boundsOf(field.schema)}</td>
        <td>${text(field.schema['description'])}</td>
      </tr>`,
  );
  return html`<div class="scroll">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          <th>Field</th>
          <th>Type</th>
          <th>Bounds</th>
          <th>Meaning</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}
