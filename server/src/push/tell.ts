/**
 * Tells a person something on every device that allowed it: one row per device in the caller's
 * transaction; a worker sends them. Who allowed it nowhere is told nothing, and so is nobody twice.
 */
import type { Tx } from '../lib/db.ts';
import { expiryOf, type PushNews } from './model/message.ts';
import { insertMessages } from './sql/messages.ts';

/** A person with more devices is told on those that were seen last. */
export const DEVICES_MAX = 10;

export async function tellByPush(tx: Tx, news: PushNews): Promise<void> {
  const { buyer, kind, content, key } = news;
  const values = [buyer, key, kind, JSON.stringify(content), expiryOf(news) ?? null, DEVICES_MAX];
  await tx.query(insertMessages, values);
}
