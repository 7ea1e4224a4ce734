/** Buses, rules, and everybody who hears them. */
import { Construct } from 'constructs';
import type { MessagingConfig } from '../../config/messaging-config.ts';
import type { Name } from '../../topologies/deployment.ts';
import { createQueue, type Queue } from '../queue/queue.ts';
import { type Bus, createBus } from './bus.ts';
import { type BusName, buses as definitions } from './event-rules.ts';
import {
  createNotificationFunction,
  type NotificationFunction,
  type NotificationTopic,
} from './notification-function.ts';
import { createRules, createTargets, ruleArns } from './rules.ts';
import { createSchemas } from './schemas.ts';

export type EventingProps = {
  readonly config: MessagingConfig;
  readonly name: Name;
  readonly accountId: string;
  readonly region: string;
  /** Its policy has to admit `events.amazonaws.com`. */
  readonly dataKeyArn: string;
  readonly logKeyArn: string;
  readonly notificationTopic: NotificationTopic;
};

export type Eventing = {
  readonly buses: Readonly<Record<BusName, Bus>>;
  readonly queues: { readonly payment: Queue; readonly inventory: Queue };
  readonly notification: NotificationFunction;
  /** All of them: a message in any is an alarm. */
  readonly deadLetterNames: readonly string[];
};

/** `undefined` where it is switched off. */
export function createEventing(
  scope: Construct,
  id: string,
  props: EventingProps,
): Eventing | undefined {
  const { config, name, accountId, region, dataKeyArn } = props;
  if (!config.enabled) return undefined;
  const within = new Construct(scope, id);
  const busOf = (bus: BusName): Bus =>
    createBus(within, bus, {
      name: name(definitions[bus].part),
      source: definitions[bus].source,
      accountId,
      region,
      keyArn: dataKeyArn,
      archiveDays: config.archiveDays,
    });
  const buses = { ticket: busOf('ticket'), reservation: busOf('reservation') };
  const rules = createRules(within, 'rules', { name, accountId, buses });
  const queueOf = (target: keyof Eventing['queues']): Queue =>
    createQueue(within, `${target}-queue`, {
      name: name(target),
      config: config.queues[target],
      keyArn: dataKeyArn,
      sender: { service: 'events.amazonaws.com', sourceArns: ruleArns(rules, target) },
    });
  const queues = { payment: queueOf('payment'), inventory: queueOf('inventory') };
  const notification = createNotificationFunction(within, 'notification', {
    name,
    config: config.notification,
    delivery: config.delivery,
    topic: props.notificationTopic,
    dataKeyArn,
    logKeyArn: props.logKeyArn,
    rules,
  });
  createTargets(within, 'targets', {
    rules,
    targets: { ...queues, notification },
    delivery: config.delivery,
  });
  createSchemas(within, 'schemas', name('events'));
  return {
    buses,
    queues,
    notification,
    deadLetterNames: [
      ...Object.values(buses).map(({ deadLetterName }) => deadLetterName),
      ...Object.values(queues).map(({ deadLetterName }) => deadLetterName),
      notification.deadLetterName,
    ],
  };
}
