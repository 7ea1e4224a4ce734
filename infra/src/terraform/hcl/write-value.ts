/**
 * Writes values of Terraform's JSON syntax as expressions of its own language. In both, text may
 * hold `${...}`; a text that is nothing else becomes the bare expression.
 */
import { interpolations } from '../template.ts';

/** `indent` is that of the line on which the value begins. */
export function writeValue(value: unknown, indent = ''): string {
  if (typeof value === 'string') return bareExpression(value) ?? writeText(value);
  if (Array.isArray(value)) return writeList(value, indent);
  if (typeof value === 'object' && value !== null) {
    return writeObject(value as Readonly<Record<string, unknown>>, indent);
  }
  return String(value);
}

function writeList(items: readonly unknown[], indent: string): string {
  const inner = `${indent}  `;
  const written = items.map((item) => writeValue(item, inner));
  const line = `[${written.join(', ')}]`;
  if (line.length <= lineLengthMax && !line.includes('\n')) return line;
  return `[\n${written.map((item) => `${inner}${item},\n`).join('')}${indent}]`;
}

const lineLengthMax = 80;

function writeObject(fields: Readonly<Record<string, unknown>>, indent: string): string {
  const entries = Object.entries(fields);
  if (entries.length === 0) return '{}';
  const inner = `${indent}  `;
  const lines = entries.map(([name, value]): Assignment => [
    writeKey(name),
    writeValue(value, inner),
  ]);
  return `{\n${writeAssignments(lines, inner)}${indent}}`;
}

export type Assignment = readonly [name: string, value: string];

/** One line each, with the signs aligned as `terraform fmt` does. */
export function writeAssignments(assignments: readonly Assignment[], indent: string): string {
  const lines: string[] = [];
  let group: Assignment[] = [];
  const endGroup = (): void => {
    const width = Math.max(...group.map(([name]) => name.length));
    for (const [name, value] of group) lines.push(`${indent}${name.padEnd(width)} = ${value}\n`);
    group = [];
  };
  for (const assignment of assignments) {
    if (assignment[1].includes('\n')) {
      // A value of several lines stands alone.
      endGroup();
      group.push(assignment);
      endGroup();
    } else group.push(assignment);
  }
  endGroup();
  return lines.join('');
}

const writeKey = (name: string): string =>
  /^[A-Za-z_][A-Za-z0-9_-]*$/.test(name) ? name : writeText(name);

/** The inside of `${...}` when the text is nothing but that. */
function bareExpression(text: string): string | undefined {
  const [first] = interpolations(text);
  if (first === undefined || first.start !== 0 || first.end !== text.length) return undefined;
  return text.slice(2, -1).trim();
}

function writeText(text: string): string {
  let written = '';
  let at = 0;
  for (const { start, end } of interpolations(text)) {
    written += `${escaped(text.slice(at, start))}${text.slice(start, end)}`;
    at = end;
  }
  return `"${written}${escaped(text.slice(at))}"`;
}

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '"': '\\"',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

const escaped = (text: string): string =>
  text.replaceAll(/[\\"\n\r\t]/g, (character) => escapes[character] ?? character);
