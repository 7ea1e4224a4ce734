/**
 * Who signed in just now. What is hard to undo is not done for whoever finds a device that somebody left
 * signed in: they sign in again first, in whatever way the account has.
 */
import type { SignedIn } from './accounts.ts';

export const FRESH_MS = 10 * 60_000;

export const isFresh = (signedIn: SignedIn | undefined, nowMs: number): boolean =>
  signedIn !== undefined && nowMs - signedIn.signedInAtMs < FRESH_MS;
