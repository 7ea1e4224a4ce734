/** Where Lambda enters. The SDK is part of its Node.js runtime, so nothing has to be installed. */
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { RDS } from '@aws-sdk/client-rds';
import { SecretsManager } from '@aws-sdk/client-secrets-manager';
import { rotatePassword } from './rotate-password.mjs';

const ports = { secrets: new SecretsManager(), databases: new RDS(), wait };

export const handler = (event) =>
  rotatePassword(event, { ...ports, databaseId: process.env.DATABASE_ID ?? '' });
