/**
 * Derives the schema of a Terraform type of the AWS provider from the installed bindings, which
 * were generated from that schema and carry all of it that configurations can violate: names,
 * types, nesting, what is required, what is computed.
 */
import { buildBlock } from './build-block.ts';
import { locateBinding } from './locate-binding.ts';
import { readBinding } from './read-binding.ts';
import type { Block, TypeName, TypeSchema } from './types.ts';
import { withStatements } from './web-acl-statement.ts';

const derived = new Map<string, TypeSchema | undefined>();

/**
 * `undefined` when the provider has no such type. Throws `BindingFormError` when the bindings are
 * written differently from what the readers know. Takes 1-40 ms the first time.
 */
export function deriveSchema(type: TypeName): TypeSchema | undefined {
  const key = `${type.kind} ${type.name}`;
  if (!derived.has(key)) derived.set(key, derive(type));
  return derived.get(key);
}

function derive(type: TypeName): TypeSchema | undefined {
  const folder = locateBinding(type);
  if (folder === undefined) return undefined;
  return { ...type, block: corrected(type, buildBlock(readBinding(folder))) };
}

function corrected({ kind, name }: TypeName, block: Block): Block {
  // Terraform reads `alias` itself; the provider never sees it.
  if (kind === 'provider') {
    return { ...block, attributes: block.attributes.filter((one) => one.name !== 'alias') };
  }
  if (kind !== 'resource') return block;
  if (name === 'aws_wafv2_web_acl') return withStatements(block, 'web ACL');
  return name === 'aws_wafv2_rule_group' ? withStatements(block, 'rule group') : block;
}
