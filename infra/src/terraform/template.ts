/** Texts of Terraform that may hold expressions: `arn:aws:s3:::${aws_s3_bucket.site.id}/*`. */

export type Range = { readonly start: number; readonly end: number };

/** Where `${...}` and `%{...}` stand in a text. Braces nest, and texts inside may hold braces. */
export function interpolations(text: string): Range[] {
  const found: Range[] = [];
  let at = 0;
  while (at < text.length) {
    const opens = (text[at] === '$' || text[at] === '%') && text[at + 1] === '{';
    if (text.startsWith('$${', at) || text.startsWith('%%{', at)) at += 3;
    else if (!opens) at += 1;
    else {
      const end = endOfExpression(text, at + 2);
      found.push({ start: at, end });
      at = end;
    }
  }
  return found;
}

/** The position after the brace that closes an expression. */
function endOfExpression(text: string, start: number): number {
  let depth = 1;
  let at = start;
  while (at < text.length) {
    const character = text[at];
    if (character === '"') at = endOfQuoted(text, at + 1);
    else {
      if (character === '{') depth += 1;
      if (character === '}') depth -= 1;
      at += 1;
      if (depth === 0) return at;
    }
  }
  throw new Error(`The expression in ${JSON.stringify(text)} is not closed.`);
}

/** The position after the quote that ends a text inside of an expression. */
function endOfQuoted(text: string, start: number): number {
  let at = start;
  while (at < text.length && text[at] !== '"') {
    if (text[at] === '\\') at += 2;
    else if (text.startsWith('${', at) && text[at - 1] !== '$') at = endOfExpression(text, at + 2);
    else at += 1;
  }
  return at + 1;
}
