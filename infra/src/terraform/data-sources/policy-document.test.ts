/** Policy documents are evaluated as the provider does it. */
import { describe, expect, test } from 'vitest';
import { evaluatePolicyDocument } from './policy-document.ts';

const evaluate = (config: Readonly<Record<string, unknown>>): unknown =>
  JSON.parse(String(evaluatePolicyDocument({ ...config }).json));

const statement = (more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  sid: null,
  effect: null,
  actions: ['s3:GetObject'],
  resources: ['arn:aws:s3:::site/*'],
  ...more,
});

describe('statements', () => {
  test('have the defaults and the order of the provider', () => {
    const two = statement({ actions: ['s3:GetObject', 's3:PutObject'] });
    expect(evaluate({ statement: [two] })).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: ['s3:PutObject', 's3:GetObject'],
          Resource: 'arn:aws:s3:::site/*',
        },
      ],
    });
  });

  test('keep denials, exceptions and identifiers', () => {
    const deny = statement({ sid: 'No', effect: 'Deny', actions: null, not_actions: ['s3:*'] });
    expect(evaluate({ policy_id: 'p', statement: [deny] })).toEqual({
      Version: '2012-10-17',
      Id: 'p',
      Statement: [
        { Sid: 'No', Effect: 'Deny', NotAction: 's3:*', Resource: 'arn:aws:s3:::site/*' },
      ],
    });
  });

  test('group principals by type, and only * of type * is everybody', () => {
    const principals = [
      { type: 'AWS', identifiers: ['arn:aws:iam::1:root'] },
      { type: 'AWS', identifiers: ['arn:aws:iam::2:root'] },
      { type: 'Service', identifiers: ['ecs.amazonaws.com'] },
    ];
    expect(evaluate({ statement: [statement({ principals })] })).toMatchObject({
      Statement: [
        {
          Principal: {
            AWS: ['arn:aws:iam::2:root', 'arn:aws:iam::1:root'],
            Service: 'ecs.amazonaws.com',
          },
        },
      ],
    });
    const everybody = (type: string): unknown =>
      evaluate({ statement: [statement({ principals: [{ type, identifiers: ['*'] }] })] });
    expect(everybody('*')).toMatchObject({ Statement: [{ Principal: '*' }] });
    expect(everybody('AWS')).toMatchObject({ Statement: [{ Principal: { AWS: '*' } }] });
  });

  test('collect conditions by operator and keep the order of values', () => {
    const condition = [
      { test: 'StringLike', variable: 'aws:username', values: ['b', 'a'] },
      { test: 'StringLike', variable: 'aws:PrincipalTag/t', values: ['&{aws:username}'] },
      { test: 'Bool', variable: 'aws:SecureTransport', values: ['false'] },
    ];
    expect(evaluate({ statement: [statement({ condition })] })).toMatchObject({
      Statement: [
        {
          Condition: {
            StringLike: { 'aws:username': ['b', 'a'], 'aws:PrincipalTag/t': '${aws:username}' },
            Bool: { 'aws:SecureTransport': 'false' },
          },
        },
      ],
    });
  });

  test('may not have the same Sid', () => {
    const same = [statement({ sid: 'One' }), statement({ sid: 'One' })];
    expect(() => evaluate({ statement: same })).toThrow('the Sid "One"');
  });
});

const policy = (sid: string, effect: string): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Sid: sid, Effect: effect }] });

test('sources come first, and overrides replace what has their Sid', () => {
  const evaluated = evaluate({
    source_policy_documents: [policy('Base', 'Allow')],
    statement: [statement({ sid: 'Own' })],
    override_policy_documents: [policy('Own', 'Deny'), policy('More', 'Deny')],
  });
  expect(evaluated).toMatchObject({
    Statement: [
      { Sid: 'Base', Effect: 'Allow' },
      { Sid: 'Own', Effect: 'Deny' },
      { Sid: 'More', Effect: 'Deny' },
    ],
  });
});
