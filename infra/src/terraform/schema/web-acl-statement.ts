/**
 * The generator gave up on the statements of WAF rules, which nest in themselves, and typed them
 * `any`; Terraform would then accept whatever stands there. The newer resource for a single rule,
 * `aws_wafv2_web_acl_rule`, has its statements spelt out, so they are taken from there and nested
 * as the provider nests those of web ACLs and rule groups.
 */
import { BindingFormError } from './binding-form-error.ts';
import { buildBlock } from './build-block.ts';
import { locateBinding } from './locate-binding.ts';
import { readBinding } from './read-binding.ts';
import type { Block, NestedBlock } from './types.ts';

/** How deep `and`, `or` and `not` nest in web ACLs, and within what narrows a rate or a group. */
const levels = { rule: 3, scopeDown: 2 } as const;

const logical = ['and_statement', 'or_statement', 'not_statement'] as const;
/** They only stand directly in a rule of a web ACL. */
const groups = ['managed_rule_group_statement', 'rule_group_reference_statement'] as const;

/** The block of a web ACL or of a rule group, whose rules now have typed statements. */
export function withStatements(block: Block, kind: 'web ACL' | 'rule group'): Block {
  const statement = statementOf(kind);
  return mapBlocks(block, (rule) =>
    rule.name === 'rule' ? { ...rule, block: withStatement(rule.block, statement) } : rule,
  );
}

const withStatement = (rule: Block, statement: NestedBlock): Block => ({
  attributes: rule.attributes.filter(({ name }) => name !== 'statement'),
  blocks: [...rule.blocks, statement],
});

function statementOf(kind: 'web ACL' | 'rule group'): NestedBlock {
  const folder = locateBinding({ kind: 'resource', name: 'aws_wafv2_web_acl_rule' });
  if (folder === undefined) throw new BindingFormError('wafv2-web-acl-rule', 'it is missing');
  const spelt = nested(folder, buildBlock(readBinding(folder)), 'statement');
  const rate = nested(folder, spelt, 'rate_based_statement');
  // What may stand within other statements is exactly what may narrow a rate there.
  const simple = nested(folder, rate, 'scope_down_statement').blocks.map(oneOf);
  const left: readonly string[] = kind === 'rule group' ? [...logical, ...groups] : logical;
  const own = spelt.blocks.filter(({ name }) => !left.includes(name));
  const scopeDown = combined(simple, levels.scopeDown);
  const blocks = [
    ...own.map((one) => oneOf({ ...one, block: withScopeDown(one.block, scopeDown) })),
    ...logicalBlocks(simple, levels.rule),
  ];
  return { name: 'statement', nesting: 'LIST', itemsMin: 1, itemsMax: 1, block: statement(blocks) };
}

const withScopeDown = (block: Block, scopeDown: Block): Block => ({
  // The single rule wants the key of a rate; a web ACL has a default for it.
  attributes: block.attributes.map((attribute) =>
    attribute.name === 'aggregate_key_type'
      ? { ...attribute, required: false, optional: true }
      : attribute,
  ),
  blocks: block.blocks.map((inner) => {
    if (inner.name === 'scope_down_statement') return oneOf({ ...inner, block: scopeDown });
    // The two resources disagree about the name of this one.
    return inner.name === 'custom_keys' ? { ...inner, name: 'custom_key' } : inner;
  }),
});

const combined = (simple: readonly NestedBlock[], level: number): Block =>
  statement(level === 0 ? simple : [...simple, ...logicalBlocks(simple, level)]);

const logicalBlocks = (simple: readonly NestedBlock[], level: number): NestedBlock[] => {
  const block = combined(simple, level - 1);
  return logical.map((name) => ({
    name,
    nesting: 'LIST',
    itemsMin: 0,
    itemsMax: 1,
    block: statement([{ name: 'statement', nesting: 'LIST', itemsMin: 1, itemsMax: 0, block }]),
  }));
};

const statement = (blocks: readonly NestedBlock[]): Block => ({ attributes: [], blocks });

const oneOf = (block: NestedBlock): NestedBlock => ({ ...block, itemsMax: 1 });

const mapBlocks = (block: Block, map: (inner: NestedBlock) => NestedBlock): Block => ({
  ...block,
  blocks: block.blocks.map(map),
});

function nested(folder: string, { blocks }: Block, name: string): Block {
  const found = blocks.find((block) => block.name === name);
  if (found === undefined) throw new BindingFormError(folder, `it has no block "${name}"`);
  return found.block;
}
