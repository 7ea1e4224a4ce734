/** Two buses and eight rules: every target exists, and nothing that cannot be delivered is lost. */
import { describe, expect, it } from 'vitest';
import type { InventoryPayload } from '../../../../server/src/inventory/model/facts.ts';
import type { EventPayload } from '../../../../server/src/catalog/create-event.ts';
import type { OrderPayload } from '../../../../server/src/orders/commit-move.ts';
import { type Resource, synthesise } from '../../../test/support/synthesise.ts';
import { messagingConfig } from '../../config/eks/messaging.ts';
import { messagingConfig as withoutBuses } from '../../config/fargate/messaging.ts';
import type { MessagingConfig } from '../../config/messaging-config.ts';
import { publishStatements } from './bus.ts';
import { eventRules, type OutboxKind } from './event-rules.ts';
import { schemaOf } from './event-schemas.ts';
import { createEventing, type Eventing } from './eventing.ts';

const outputs: { eventing?: Eventing | undefined } = {};
const eventingOf = (config: MessagingConfig) =>
  synthesise((stack) => {
    outputs.eventing = createEventing(stack, 'eventing', {
      config,
      name: (part) => `ticketing-prod-${part}`,
      accountId: '111122223333',
      region: 'ap-northeast-2',
      dataKeyArn: 'arn:data-key',
      logKeyArn: 'arn:log-key',
      notificationTopic: { arn: 'arn:topic', keyArn: 'arn:topic-key' },
    });
  });
const off = eventingOf(withoutBuses('prod'));
const { resources, onlyOne } = eventingOf(messagingConfig('prod'));
const targetOf = (rule: string): Resource | undefined =>
  resources('aws_cloudwatch_event_target').find(({ rule: reference }) =>
    String(reference).includes(`rules_${rule}_`),
  );

it('is nothing where it is switched off', () => {
  expect(off.count).toBe(0);
});

describe('buses', () => {
  it('are the two of the documents, one a domain, encrypted, with an archive', () => {
    const buses = resources('aws_cloudwatch_event_bus');
    expect(buses.map(({ name }) => name)).toEqual([
      'ticketing-prod-reservation-events',
      'ticketing-prod-ticket-events',
    ]);
    for (const bus of buses) expect(bus.kms_key_identifier).toBe('arn:data-key');
    for (const archive of resources('aws_cloudwatch_event_archive')) {
      expect(archive).toMatchObject({ retention_days: 30, kms_key_identifier: 'arn:data-key' });
    }
  });

  it('have names short enough for an archive in the longest of projects', () => {
    const names = resources('aws_cloudwatch_event_archive').map(({ name }) => String(name));
    const longest = names.map((name) =>
      name.replace('ticketing-prod', 'abcdefghijkl-staging-standby'),
    );
    for (const name of longest) expect(name.length).toBeLessThanOrEqual(48);
  });

  it('admit their own source from their own account', () => {
    const policies = resources('aws_cloudwatch_event_bus_policy').map(({ policy }) => policy);
    expect(policies[0]).toContain('"events:source" = ["reservation.service"]');
    expect(policies[1]).toContain('"events:source" = ["ticket.service"]');
    for (const policy of policies) expect(policy).toContain('arn:aws:iam::111122223333:root');
  });

  it('let a publisher publish under the source of each, and nothing else', () => {
    const { buses } = outputs.eventing ?? {};
    const statements = publishStatements(Object.values(buses ?? {}));
    expect(statements.map(({ actions }) => actions)).toEqual([
      ['events:PutEvents'],
      ['events:PutEvents'],
    ]);
    expect(statements[0]).toMatchObject({
      resources: [buses?.ticket.arn],
      conditions: { StringEquals: { 'events:source': ['ticket.service'] } },
    });
  });
});

describe('rules', () => {
  it('are eight, and contain the five routes of the documents', () => {
    expect(resources('aws_cloudwatch_event_rule')).toHaveLength(8);
    const routes = eventRules.map(({ bus, detailTypes, target }) => [bus, detailTypes[0], target]);
    expect(routes).toEqual(
      expect.arrayContaining([
        ['ticket', 'TicketCreated', 'inventory'],
        ['ticket', 'TicketStatusChanged', 'notification'],
        ['reservation', 'ReservationCreated', 'payment'],
        ['reservation', 'ReservationExpired', 'inventory'],
        ['reservation', 'ReservationConfirmed', 'inventory'],
      ]),
    );
  });

  it('match the source of their bus and their own account', () => {
    for (const { event_pattern, event_bus_name } of resources('aws_cloudwatch_event_rule')) {
      const bus = String(event_bus_name).includes('reservation') ? 'reservation' : 'ticket';
      expect(event_pattern).toMatch(/"account" = \["111122223333"\]/);
      expect(event_pattern).toContain(`"source" = ["${bus}.service"]`);
    }
  });

  it('tell people what people did, not every sale', () => {
    const rule = resources('aws_cloudwatch_event_rule').find(({ name }) =>
      String(name).endsWith('ticket-status-changed'),
    );
    expect(rule?.event_pattern).toMatch(/"\$or".*"status" = \["BLOCKED"\]/);
  });

  it('have a target each, with retries and dead letters', () => {
    for (const { name, target } of eventRules) {
      const found = targetOf(name);
      expect(found?.arn).toMatch(
        target === 'notification' ? /aws_lambda_function/ : /aws_sqs_queue/,
      );
      expect(found).toMatchObject({
        retry_policy: { maximum_retry_attempts: 24, maximum_event_age_in_seconds: 3_600 },
      });
      expect(JSON.stringify(found?.dead_letter_config)).toContain('dead-letters');
    }
  });

  it('may reach their targets: queues name the rules they take from, the function its own', () => {
    const policies = resources('aws_sqs_queue_policy').map(({ policy }) => String(policy));
    const permissions = resources('aws_lambda_permission').map(({ source_arn }) => source_arn);
    for (const { name, target } of eventRules) {
      const arn = `eventing_rules_${name}_`;
      const admitting = policies.filter((policy) => policy.includes(arn));
      // Its own queue and that queue's dead letters; of the function the dead letters.
      expect(admitting).toHaveLength(target === 'notification' ? 1 : 2);
      const permitted = permissions.some((source) => String(source).includes(arn));
      expect(permitted).toBe(target === 'notification');
    }
  });

  it('come from what the product really writes into its outbox', () => {
    type Written =
      | { kind: 'inventory'; facts: readonly InventoryPayload['facts'][number]['t'][] }
      | { kind: 'event'; changes: readonly EventPayload['change'][] }
      | { kind: 'order'; states: readonly OrderPayload['s'][] };
    // Compiles only while every kind, fact, change and state is one of the server's.
    const kinds: readonly Written[] = eventRules.flatMap(({ from }): readonly OutboxKind[] => from);
    expect(kinds.length).toBeGreaterThanOrEqual(eventRules.length);
  });
});

describe('schemas', () => {
  it('are registered for every event, and demand the fields of the documents', () => {
    const schemas = resources('aws_schemas_schema').map(({ name }) => name);
    const types = eventRules.flatMap(({ detailTypes }) => detailTypes);
    expect(schemas).toHaveLength(types.length);
    expect(schemas).toContain('reservation.service@ReservationExpired');
    expect(schemaOf('TicketCreated').required).toEqual(['ticketId', 'eventId', 'price', 'status']);
    expect(schemaOf('ReservationExpired').required).toEqual([
      'reservationId',
      'userId',
      'ticketIds',
      'expiredAt',
    ]);
  });
});

describe('the notification function', () => {
  const lambda = onlyOne('aws_lambda_function');

  it('runs its code with a role that can tell, log and keep failures, and no more', () => {
    expect(lambda).toMatchObject({
      runtime: 'nodejs24.x',
      architectures: ['arm64'],
      handler: 'index.handler',
      kms_key_arn: 'arn:data-key',
      environment: { variables: { TOPIC_ARN: 'arn:topic' } },
    });
    expect(String(lambda.filename)).toMatch(/archive\.zip$/);
    const policy = String(onlyOne('aws_iam_role_policy').policy);
    const actions = [...policy.matchAll(/"Action" = (\[[^\]]*\])/g)].map(([, list]) => list);
    expect(actions.join(' ')).not.toContain('*');
    expect(policy).toContain('["arn:data-key", "arn:topic-key"]');
  });

  it('keeps its own failures as well', () => {
    expect(JSON.stringify(lambda.dead_letter_config)).toContain('dead-letters');
    expect(onlyOne('aws_lambda_function_event_invoke_config')).toMatchObject({
      maximum_retry_attempts: 2,
      maximum_event_age_in_seconds: 3_600,
    });
  });

  it('logs to a group with an end', () => {
    expect(onlyOne('aws_cloudwatch_log_group')).toMatchObject({
      name: '/aws/lambda/ticketing-prod-notification-function',
      retention_in_days: 30,
      kms_key_id: 'arn:log-key',
    });
  });
});

it('names all dead letters, so that alarms can watch them', () => {
  const made = resources('aws_sqs_queue').filter(({ name }) => String(name).endsWith('-dlq'));
  expect(outputs.eventing?.deadLetterNames).toHaveLength(made.length);
  expect(made).toHaveLength(5);
});
