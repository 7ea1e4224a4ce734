/**
 * Writes the body of a block: arguments first, nested blocks after them. JSON does not tell the two
 * apart; the schema does.
 */
import type { Block } from '../schema/types.ts';
import { type Assignment, writeAssignments, writeValue } from './write-value.ts';

export type Body = Readonly<Record<string, unknown>>;

/** What lies in a block: nested blocks by name, or `undefined` where everything is an argument. */
export type BodyForm = {
  readonly blocks: Readonly<Record<string, BodyForm>>;
  /** Arguments that are names of things and not expressions. */
  readonly references?: readonly string[];
};

export const argumentsOnly: BodyForm = { blocks: {} };

const lifecycleForm: BodyForm = {
  blocks: { precondition: argumentsOnly, postcondition: argumentsOnly },
  references: ['ignore_changes', 'replace_triggered_by'],
};

/** Of a resource or data source of that schema. */
export const resourceForm = (block: Block): BodyForm => ({
  blocks: { ...formOf(block).blocks, lifecycle: lifecycleForm },
  references: ['depends_on', 'provider'],
});

export const formOf = (block: Block): BodyForm => ({
  blocks: Object.fromEntries(block.blocks.map(({ name, block: inner }) => [name, formOf(inner)])),
});

export function writeBlock(header: string, body: Body, form: BodyForm, indent = ''): string {
  const inside = writeBody(body, form, `${indent}  `);
  return inside === '' ? `${indent}${header} {}\n` : `${indent}${header} {\n${inside}${indent}}\n`;
}

function writeBody(body: Body, form: BodyForm, indent: string): string {
  const assignments: Assignment[] = [];
  const blocks: string[] = [];
  for (const [name, value] of Object.entries(body)) {
    if (name === '//' || value === null) continue;
    const inner = form.blocks[name];
    if (name === 'dynamic') blocks.push(...writeDynamic(value as Body, form, indent));
    else if (inner === undefined) {
      const isReference = form.references?.includes(name) ?? false;
      assignments.push([name, isReference ? writeReference(value) : writeValue(value, indent)]);
    } else {
      for (const item of [value].flat()) blocks.push(writeBlock(name, item as Body, inner, indent));
    }
  }
  const written = assignments.length === 0 ? [] : [writeAssignments(assignments, indent)];
  return [...written, ...blocks].join('\n');
}

/** Blocks made from a collection that is only known to Terraform. */
function writeDynamic(dynamic: Body, form: BodyForm, indent: string): string[] {
  return Object.entries(dynamic).flatMap(([name, value]) =>
    [value].flat().map((item) => {
      const { content, ...rest } = item as Body;
      const contentForm = form.blocks[name] ?? argumentsOnly;
      return writeBlock(
        `dynamic "${name}"`,
        { ...rest, content },
        { blocks: { content: contentForm }, references: ['iterator'] },
        indent,
      );
    }),
  );
}

const writeReference = (value: unknown): string =>
  Array.isArray(value) ? `[${value.map(bare).join(', ')}]` : bare(value);

const bare = (value: unknown): string => String(value).replace(/^\$\{(.*)\}$/s, '$1');
