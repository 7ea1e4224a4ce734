/** Where Lambda enters. The SDK is part of its Node.js runtime, so nothing has to be installed. */
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { createHandler } from './handler.mjs';

const client = new SNSClient({});

export const handler = createHandler(
  (message) => client.send(new PublishCommand(message)),
  process.env.TOPIC_ARN,
);
