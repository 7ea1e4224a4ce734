/** Schemas have the form that the provider gives them. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { BindingFormError } from './binding-form-error.ts';
import { buildBlock } from './build-block.ts';
import { deriveSchema } from './derive-schema.ts';
import { bindingsFolder } from './locate-binding.ts';
import { readBinding } from './read-binding.ts';
import type { Attribute, Block, NestedBlock, SchemaKind, TypeName } from './types.ts';

function block(name: string, kind: SchemaKind = 'resource'): Block {
  const schema = deriveSchema({ kind, name });
  if (schema === undefined) throw new Error(`${name} has no schema`);
  return schema.block;
}

const attribute = (of: Block, name: string): Attribute | undefined =>
  of.attributes.find((one) => one.name === name);

function nested(of: Block, ...path: readonly string[]): NestedBlock {
  const [name = '', ...rest] = path;
  const found = of.blocks.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no block ${name}`);
  return rest.length === 0 ? found : nested(found.block, ...rest);
}

describe('attributes', () => {
  test('say what is required, optional and computed', () => {
    const subnet = block('aws_subnet');
    const vpcId = { required: true, optional: false, computed: false, type: 'string' };
    expect(attribute(subnet, 'vpc_id')).toMatchObject(vpcId);
    const arn = { required: false, optional: false, computed: true, type: 'string' };
    expect(attribute(subnet, 'arn')).toMatchObject(arn);
    const zone = { required: false, optional: true, computed: true };
    expect(attribute(subnet, 'availability_zone')).toMatchObject(zone);
  });

  test('have the types of Terraform, sets and maps included', () => {
    const database = block('aws_db_instance');
    expect(attribute(database, 'allocated_storage')?.type).toBe('number');
    expect(attribute(database, 'storage_encrypted')?.type).toBe('bool');
    expect(attribute(database, 'tags')?.type).toEqual(['map', 'string']);
    expect(attribute(database, 'vpc_security_group_ids')?.type).toEqual(['set', 'string']);
    const endpoint = { address: 'string', hosted_zone_id: 'string', port: 'number' };
    expect(attribute(database, 'listener_endpoint')?.type).toEqual(['list', ['object', endpoint]]);
  });

  test('that take secrets are write-only', () => {
    const database = block('aws_db_instance');
    expect(attribute(database, 'password_wo')?.writeOnly).toBe(true);
    expect(attribute(database, 'password')?.writeOnly).toBe(false);
  });

  test('of the form of a block stay attributes', () => {
    const type = attribute(block('aws_security_group'), 'ingress')?.type;
    expect(type).toMatchObject(['set', ['object', { from_port: 'number', self: 'bool' }]]);
  });

  test('are not invented: newer resources have no id', () => {
    expect(attribute(block('aws_vpc'), 'id')).toBeDefined();
    expect(attribute(block('aws_s3tables_namespace'), 'id')).toBeUndefined();
  });
});

describe('nested blocks', () => {
  test('tell one from many, lists from sets, and what has to be there', () => {
    const distribution = block('aws_cloudfront_distribution');
    expect(nested(distribution, 'origin')).toMatchObject({
      nesting: 'SET',
      itemsMin: 1,
      itemsMax: 0,
    });
    const custom = nested(distribution, 'origin', 'custom_origin_config');
    expect(custom).toMatchObject({ nesting: 'LIST', itemsMin: 0, itemsMax: 1 });
    const action = nested(block('aws_lb_listener'), 'default_action');
    expect(action).toMatchObject({ nesting: 'LIST', itemsMin: 1, itemsMax: 0 });
    expect(nested(block('aws_vpc_endpoint'), 'timeouts').nesting).toBe('SINGLE');
  });

  test('of WAF rules are typed down to the nesting of the provider', () => {
    const statement = nested(block('aws_wafv2_web_acl'), 'rule', 'statement');
    expect(statement).toMatchObject({ itemsMin: 1, itemsMax: 1 });
    const rate = nested(statement.block, 'rate_based_statement').block;
    expect(attribute(rate, 'limit')).toMatchObject({ required: true, type: 'number' });
    const not = nested(rate, 'scope_down_statement', 'not_statement', 'statement');
    expect(nested(not.block, 'byte_match_statement').itemsMax).toBe(1);
    const two = nested(statement.block, 'and_statement', 'statement', 'or_statement', 'statement');
    expect(nested(two.block, 'not_statement', 'statement').block.blocks.length).toBeGreaterThan(5);
    expect(() => nested(two.block, 'rate_based_statement')).toThrow('no block');
  });
});

describe('kinds of types', () => {
  test('data sources and ephemeral resources have schemas of their own', () => {
    const document = block('aws_iam_policy_document', 'data');
    expect(nested(document, 'statement', 'condition').nesting).toBe('SET');
    expect(attribute(document, 'json')).toMatchObject({ computed: true, optional: false });
    const password = block('aws_secretsmanager_random_password', 'ephemeral');
    expect(attribute(password, 'random_password')?.computed).toBe(true);
  });

  test('the provider has no alias, which is a matter of Terraform', () => {
    const provider = block('aws', 'provider');
    expect(attribute(provider, 'alias')).toBeUndefined();
    expect(attribute(provider, 'allowed_account_ids')?.type).toEqual(['set', 'string']);
    const tags = nested(provider, 'default_tags').block;
    expect(attribute(tags, 'tags')?.type).toEqual(['map', 'string']);
  });

  test.each(['aws_vpcc', 'google_project', 'aws_../provider', 'aws_'])('%s is unknown', (name) => {
    expect(deriveSchema({ kind: 'resource', name })).toBeUndefined();
  });
});

test('every binding has the form that the readers know', () => {
  const folders = readdirSync(bindingsFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'provider-functions')
    .map(({ name }) => name);
  const empty = folders.filter((folder) => {
    const { attributes, blocks } = deriveSchema(typeOf(folder))?.block ?? block('missing');
    return attributes.length + blocks.length === 0;
  });
  expect(folders.length).toBeGreaterThan(2000);
  expect(empty).toEqual([]);
});

function typeOf(folder: string): TypeName {
  if (folder === 'provider') return { kind: 'provider', name: 'aws' };
  const [, kind = 'resource', name = ''] = /^(?:(data|ephemeral)-aws-)?(.*)$/.exec(folder) ?? [];
  return { kind: kind as SchemaKind, name: `aws_${name.replaceAll('-', '_')}` };
}

describe('a binding of another form is refused with its name', () => {
  let folder = '';

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function read(source: string): Block {
    folder = mkdtempSync(join(tmpdir(), 'binding-'));
    writeFileSync(join(folder, 'index.js'), source);
    return buildBlock(readBinding(folder));
  }

  const comment = '    // name - computed: false, optional: true, required: false\n';
  const start = 'class Thing extends cdktn.TerraformResource {\n';
  const type = '    static tfResourceType = "aws_thing";\n';

  test.each([
    ['no type', `${start}${comment}}\n`, 'no class has a tfResourceType'],
    ['no members', `${start}${type}}\n`, 'Thing has no members'],
    ['an unknown getter', `${start}${type}${comment}}\n`, 'name is read by ""'],
    [
      'an unknown storage',
      `${start}${type}${comment}            name: {\n                value: x,\n` +
        '                isBlock: false,\n                type: "simple",\n' +
        '                storageClassType: "Date",\n            },\n}\n',
      'name is stored as "Date"',
    ],
  ])('%s', (_, source, message) => {
    expect(() => read(source)).toThrow(BindingFormError);
    expect(() => read(source)).toThrow(message);
  });
});
