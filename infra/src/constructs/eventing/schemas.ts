/** Registers the payload of every event, so that consumers can generate types from it. */
import { SchemasRegistry } from '@cdktn/provider-aws/lib/schemas-registry/index.js';
import { SchemasSchema } from '@cdktn/provider-aws/lib/schemas-schema/index.js';
import { Fn } from 'cdktn';
import { Construct } from 'constructs';
import { buses, eventRules } from './event-rules.ts';
import { schemaOf } from './event-schemas.ts';

/** AWS discovers no schemas on buses with a key of ours; these are written down instead. */
export function createSchemas(scope: Construct, id: string, name: string): void {
  const within = new Construct(scope, id);
  const registry = new SchemasRegistry(within, 'registry', {
    name,
    description: 'Payloads of the events that the product publishes',
  });
  for (const { bus, detailTypes } of eventRules) {
    for (const detailType of detailTypes) {
      new SchemasSchema(within, detailType, {
        name: `${buses[bus].source}@${detailType}`,
        registryName: registry.name,
        type: 'JSONSchemaDraft4',
        content: Fn.jsonencode(schemaOf(detailType)),
      });
    }
  }
}
