/** The export to HCL says the same as the JSON. */
import { describe, expect, test } from 'vitest';
import { hclOf } from './write-hcl.ts';
import { writeValue } from './write-value.ts';

describe('values', () => {
  test.each([
    ['${aws_vpc.main.id}', 'aws_vpc.main.id'],
    ['${aws_vpc.a.id}-${aws_vpc.b.id}', '"${aws_vpc.a.id}-${aws_vpc.b.id}"'],
    ['a "b"\n\\c', '"a \\"b\\"\\n\\\\c"'],
    ['$${literal} ${join("}", ["\\"{"])}', '"$${literal} ${join("}", ["\\"{"])}"'],
    ['${jsonencode({"a" = "${aws_vpc.main.id}/*"})}', 'jsonencode({"a" = "${aws_vpc.main.id}/*"})'],
    [true, 'true'],
    [1.5, '1.5'],
    [[], '[]'],
    [{}, '{}'],
    [['a', 1], '["a", 1]'],
  ])('%j', (value, written) => {
    expect(writeValue(value)).toBe(written);
  });

  test('names that are no identifiers are quoted, and signs are aligned', () => {
    expect(writeValue({ a: 1, 'b c': { d: 'e' }, long: 2, x: 3 })).toBe(
      '{\n  a = 1\n  "b c" = {\n    d = "e"\n  }\n  long = 2\n  x    = 3\n}',
    );
  });

  test('an expression that is not closed is refused', () => {
    expect(() => writeValue('${aws_vpc.main.id')).toThrow('not closed');
  });
});

describe('stacks', () => {
  test('nest blocks where the schema has them, and leave attributes in the form of blocks', () => {
    const hcl = hclOf({
      resource: {
        aws_wafv2_web_acl: {
          api: {
            '//': { metadata: {} },
            provider: 'aws.us',
            depends_on: ['aws_vpc.main'],
            lifecycle: { ignore_changes: ['tags'] },
            rule: [{ name: 'r', statement: { geo_match_statement: { country_codes: ['KR'] } } }],
          },
        },
        aws_security_group: { db: { ingress: [{ from_port: 1 }] } },
      },
    });
    expect(hcl).toBe(
      [
        'resource "aws_wafv2_web_acl" "api" {',
        '  provider   = aws.us',
        '  depends_on = [aws_vpc.main]',
        '',
        '  lifecycle {',
        '    ignore_changes = [tags]',
        '  }',
        '',
        '  rule {',
        '    name = "r"',
        '',
        '    statement {',
        '      geo_match_statement {',
        '        country_codes = ["KR"]',
        '      }',
        '    }',
        '  }',
        '}',
        '',
        'resource "aws_security_group" "db" {',
        '  ingress = [\n    {\n      from_port = 1\n    },\n  ]',
        '}',
        '',
      ].join('\n'),
    );
  });

  test('sections that are not known are refused', () => {
    expect(() => hclOf({ module: {} } as never)).toThrow('"module" is not supported');
  });
});
