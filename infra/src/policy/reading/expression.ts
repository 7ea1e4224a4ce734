/**
 * Reads Terraform's expressions as far as CDK Terrain writes them: templates, literals, lists,
 * objects, calls. What only Terraform can evaluate stays in the text as `${aws_vpc.main.id}`, so
 * that `${jsonencode({...})}` becomes JSON with references in it.
 *
 * The syntax is https://developer.hashicorp.com/terraform/language/expressions.
 */
import { terraformFunctions } from './functions.ts';
import { type Json, isList, isObject } from './json.ts';

type Cursor = { readonly text: string; at: number };

/** Thrown where Terraform would refuse the text, or where it says more than this reader knows. */
export class UnreadableExpression extends Error {
  constructor({ text, at }: Cursor) {
    super(`unreadable at character ${at} of ${JSON.stringify(text.slice(0, 200))}`);
    this.name = 'UnreadableExpression';
  }
}

const identifier = /[A-Za-z_][\w-]*/y;
const number = /-?\d+(?:\.\d+)?/y;
/** `.name`, `.0`, `.*`, `["name"]`, `[0]`, `[*]` */
const step = /\.(?:[A-Za-z_][\w-]*|\d+|\*)|\[(?:"[^"]*"|\d+|\*|[\w.]+)\]/y;
const operator = /\?|==|!=|[<>]=?|&&|\|\||[-+*/%]/y;
const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  '"': '"',
  '\\': '\\',
};

const matchAt = (cursor: Cursor, pattern: RegExp): string | undefined => {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text)?.[0];
  if (found !== undefined) cursor.at += found.length;
  return found;
};

const looksAt = (cursor: Cursor, text: string): boolean => cursor.text.startsWith(text, cursor.at);

const skipSpace = (cursor: Cursor): void => {
  matchAt(cursor, /\s+/y);
};

function take(cursor: Cursor, text: string): boolean {
  skipSpace(cursor);
  if (!looksAt(cursor, text)) return false;
  cursor.at += text.length;
  return true;
}

function expect(cursor: Cursor, text: string): void {
  if (!take(cursor, text)) throw new UnreadableExpression(cursor);
}

/** The value of a text in Terraform's JSON. Throws `UnreadableExpression`. */
export const readTemplate = (text: string): Json =>
  text.includes('${') || text.includes('%{') ? readParts({ text, at: 0 }, false) : text;

/** Up to the end of the text or, inside of an expression, to the closing quotation mark. */
function readParts(cursor: Cursor, quoted: boolean): Json {
  const parts: { readonly value: Json; readonly literal: boolean }[] = [];
  let literal = '';
  const flush = (): void => {
    if (literal !== '') parts.push({ value: literal, literal: true });
    literal = '';
  };
  for (;;) {
    const { text } = cursor;
    if (cursor.at >= text.length) {
      if (quoted) throw new UnreadableExpression(cursor);
      break;
    }
    if (quoted && text[cursor.at] === '"') {
      cursor.at += 1;
      break;
    }
    if (looksAt(cursor, '$${') || looksAt(cursor, '%%{')) {
      literal += text.slice(cursor.at + 1, cursor.at + 3);
      cursor.at += 3;
    } else if (looksAt(cursor, '${')) {
      flush();
      cursor.at += 2;
      parts.push({ value: readExpression(cursor), literal: false });
      expect(cursor, '}');
    } else if (looksAt(cursor, '%{') || (quoted && text[cursor.at] === '\n')) {
      throw new UnreadableExpression(cursor);
    } else if (quoted && text[cursor.at] === '\\') {
      literal += readEscape(cursor);
    } else {
      literal += text[cursor.at] ?? '';
      cursor.at += 1;
    }
  }
  flush();
  const [only] = parts;
  if (parts.length === 1 && only !== undefined && !only.literal) return only.value;
  return parts.map(({ value }) => textIn(value)).join('');
}

const textIn = (value: Json): string =>
  isList(value) || isObject(value) ? JSON.stringify(value) : String(value);

function readEscape(cursor: Cursor): string {
  const code = matchAt(cursor, /\\u[0-9a-fA-F]{4}/y);
  if (code !== undefined) return String.fromCharCode(Number.parseInt(code.slice(2), 16));
  const plain = escapes[cursor.text[cursor.at + 1] ?? ''];
  if (plain === undefined) throw new UnreadableExpression(cursor);
  cursor.at += 2;
  return plain;
}

function readExpression(cursor: Cursor): Json {
  skipSpace(cursor);
  const start = cursor.at;
  const value = readTerm(cursor);
  const end = cursor.at;
  skipSpace(cursor);
  if (matchAt(cursor, operator) === undefined) return value;
  // Conditions and arithmetic: what they yield is known to Terraform only.
  cursor.at = end;
  skipTerms(cursor);
  return `\${${cursor.text.slice(start, cursor.at)}}`;
}

/** Everything up to the comma or bracket that ends the expression around it. */
function skipTerms(cursor: Cursor): void {
  let depth = 0;
  for (; cursor.at < cursor.text.length; cursor.at += 1) {
    const character = cursor.text[cursor.at] ?? '';
    if (character === '"') {
      cursor.at += 1;
      readParts(cursor, true);
      cursor.at -= 1;
    } else if ('([{'.includes(character)) {
      depth += 1;
    } else if (depth === 0 && ',)]}'.includes(character)) {
      return;
    } else if (')]}'.includes(character)) {
      depth -= 1;
    }
  }
}

function readTerm(cursor: Cursor): Json {
  const start = cursor.at;
  const opaque = (): string => `\${${cursor.text.slice(start, cursor.at)}}`;
  const value = readPrimary(cursor);
  if (value !== undefined && matchAt(cursor, step) === undefined) return value;
  while (matchAt(cursor, step) !== undefined);
  return opaque();
}

/** `undefined`: read, but its value is not known. */
function readPrimary(cursor: Cursor): Json | undefined {
  if (take(cursor, '"')) return readParts(cursor, true);
  if (matchAt(cursor, /[[{]\s*for\s/y) !== undefined) {
    skipTerms(cursor);
    cursor.at += 1;
    return undefined;
  }
  if (take(cursor, '[')) return readItems(cursor, ']');
  if (take(cursor, '{')) return readObject(cursor);
  if (take(cursor, '(')) {
    const value = readExpression(cursor);
    expect(cursor, ')');
    return value;
  }
  if (matchAt(cursor, /[!-](?!\d)/y) !== undefined) {
    readTerm(cursor);
    return undefined;
  }
  const digits = matchAt(cursor, number);
  if (digits !== undefined) return Number(digits);
  const name = matchAt(cursor, identifier);
  if (name === undefined) throw new UnreadableExpression(cursor);
  if (looksAt(cursor, '(')) {
    cursor.at += 1;
    const values = readItems(cursor, ')');
    return terraformFunctions[name]?.(...values);
  }
  const constants: Readonly<Record<string, Json>> = { true: true, false: false, null: null };
  return constants[name];
}

function readItems(cursor: Cursor, end: string): Json[] {
  const items: Json[] = [];
  while (!take(cursor, end)) {
    items.push(readExpression(cursor));
    take(cursor, '...');
    if (!take(cursor, ',')) {
      expect(cursor, end);
      break;
    }
  }
  return items;
}

function readObject(cursor: Cursor): Json {
  const entries: [string, Json][] = [];
  while (!take(cursor, '}')) {
    skipSpace(cursor);
    const name = matchAt(cursor, identifier) ?? textIn(readTerm(cursor));
    if (!take(cursor, '=')) expect(cursor, ':');
    entries.push([name, readExpression(cursor)]);
    take(cursor, ',');
  }
  return Object.fromEntries(entries);
}
