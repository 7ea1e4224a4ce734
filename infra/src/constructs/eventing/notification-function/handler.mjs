/** Turns one event into one message. A failure is thrown: AWS then repeats or keeps the event. */
import { messageOf } from './message.mjs';

export function createHandler(publish, topicArn) {
  if (!topicArn) throw new Error('TOPIC_ARN is not set.');
  return async (event) => {
    const { subject, text, type } = messageOf(event);
    await publish({
      TopicArn: topicArn,
      Subject: subject,
      Message: text,
      MessageAttributes: { eventType: { DataType: 'String', StringValue: type } },
    });
    console.info(JSON.stringify({ message: 'told', type, eventId: event?.id }));
  };
}
