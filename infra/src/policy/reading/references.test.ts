/** What counts as a reference, and what only looks like one. */
import { describe, expect, it } from 'vitest';
import { referencesIn } from './references.ts';

describe('referencesIn', () => {
  it.each([
    ['${aws_vpc.main.id}', ['aws_vpc.main id']],
    ['${aws_vpc.main}', ['aws_vpc.main ']],
    ['${aws_instance.a[0].id}', ['aws_instance.a id']],
    ['${data.aws_ami.al2023.id}', ['data.aws_ami.al2023 id']],
    [
      '${data.terraform_remote_state.cross-stack-reference-input-net.outputs.vpc-id}',
      ['data.terraform_remote_state.cross-stack-reference-input-net outputs.vpc-id'],
    ],
    [
      '${f(aws_vpc.a.id, {x = aws_vpc.b.id})} and ${aws_vpc.c.arn}',
      ['aws_vpc.a id', 'aws_vpc.b id', 'aws_vpc.c arn'],
    ],
    ['aws_vpc.main.id', []],
    ['${FOO}', []],
    ['${each.value}', []],
    ['arn:aws:s3:::a_b.c', []],
  ])('%s', (text, references) => {
    const found = referencesIn(text).map(({ address, attribute }) => `${address} ${attribute}`);
    expect(found).toEqual(references);
  });

  it('finds them at any depth', () => {
    expect(referencesIn({ a: [{ b: '${aws_vpc.main.id}' }] })).toHaveLength(1);
  });
});
