/** Buses, queues, topics, gateways of functions. */
import { messagePrices } from '../../prices/operations.ts';
import { linesOf, numberAt, type Rule } from '../rule.ts';
import { readsMillionOf } from './edge.ts';

/** A thousand bytes an event. */
const gbOfMillionEvents = 1;

export const bus: Rule = (resource, { scenario: { usage }, ofType }) =>
  linesOf(resource, 'messaging')(
    'events',
    messagePrices.events,
    usage.messages.eventsMillion / ofType('aws_cloudwatch_event_bus').length,
  );

export const archive: Rule = (resource, { scenario: { usage }, ofType }) => {
  const gb =
    (usage.messages.eventsMillion * gbOfMillionEvents) /
    ofType('aws_cloudwatch_event_archive').length;
  const lines = linesOf(resource, 'messaging');
  return [
    ...lines('events put into archives', messagePrices.archive, gb),
    ...lines(
      'archives',
      messagePrices.archiveKept,
      (gb * numberAt(resource, 'retention_days')) / 30,
    ),
  ];
};

/** Without buses there are only queues for what could not be delivered, which is next to nothing. */
export const queue: Rule = (resource, { scenario: { usage }, ofType }) =>
  linesOf(resource, 'messaging')(
    'requests to queues',
    messagePrices.queueRequests,
    ofType('aws_cloudwatch_event_bus').length === 0
      ? 0
      : usage.messages.queueRequestsMillion / ofType('aws_sqs_queue').length,
  );

export const topic: Rule = (resource, { scenario: { usage }, ofType }) => {
  const thousands = usage.watch.mailsThousand / ofType('aws_sns_topic').length;
  const lines = linesOf(resource, 'messaging');
  return [
    ...lines('mails of alarms', messagePrices.mails, thousands),
    ...lines('published', messagePrices.published, thousands / 1_000),
  ];
};

export const readApi: Rule = (resource, around) =>
  linesOf(resource, 'messaging')(
    'calls of the read API',
    messagePrices.restApiCalls,
    readsMillionOf(around),
  );
