/** Expressions as CDK Terrain writes them, and what it should not write. */
import { describe, expect, it } from 'vitest';
import { parseJson, wordOf } from './json.ts';
import { readTemplate, UnreadableExpression } from './expression.ts';

describe('readTemplate', () => {
  it.each([
    ['plain', 'plain'],
    ['${aws_vpc.main.id}', '${aws_vpc.main.id}'],
    ['arn/${aws_vpc.main.id}/*', 'arn/${aws_vpc.main.id}/*'],
    ['${a_b.c["d"][0].e}', '${a_b.c["d"][0].e}'],
    ['${a_b.c[*].id}', '${a_b.c[*].id}'],
    ['costs $${5}', 'costs ${5}'],
    ['${-1.5}', -1.5],
    ['${true}', true],
    ['${["a", 1, null]}', ['a', 1, null]],
    ['${{a = 1, "b" : [true]}}', { a: 1, b: [true] }],
    ['${tolist(["a", a_b.c.id])}', ['a', '${a_b.c.id}']],
    ['${join("-", ["a", "b"])}', 'a-b'],
    ['${join("-", a_b.c.list)}', '${join("-", a_b.c.list)}'],
    ['${element([1, 2], 3)}', 2],
    ['${concat([1], [2])}', [1, 2]],
    ['${merge({a = 1}, {b = 2})}', { a: 1, b: 2 }],
    ['${base64encode("echo ${a_b.c.id}")}', 'echo ${a_b.c.id}'],
    ['${a_b.c.count > 1 ? "x" : "y"}', '${a_b.c.count > 1 ? "x" : "y"}'],
    ['${[for x in a_b.c.list : x.id]}', '${[for x in a_b.c.list : x.id]}'],
    ['${unknown(a_b.c.id, "}")}', '${unknown(a_b.c.id, "}")}'],
    ['${!a_b.c.on}', '${!a_b.c.on}'],
    ['${"tab\\t \\u00e9"}', 'tab\t é'],
  ])('%s', (text, value) => {
    expect(readTemplate(text)).toEqual(value);
  });

  it('turns what jsonencode is given into JSON with references in it', () => {
    const text = '${jsonencode({"Resource" = "${a_b.c.arn}/*", "n" = [1, {"x" = a_b.d.arn}]})}';
    expect(parseJson(wordOf(readTemplate(text)))).toEqual({
      Resource: '${a_b.c.arn}/*',
      n: [1, { x: '${a_b.d.arn}' }],
    });
  });

  it.each([
    '${jsonencode({"a" = "he said "hi""})}',
    '${"\\d"}',
    '${aws_vpc.main.id',
    '%{ if true }a%{ endif }',
    '${}',
  ])('refuses %s, as Terraform does', (text) => {
    expect(() => readTemplate(text)).toThrow(UnreadableExpression);
  });
});
