/**
 * Where a deployment breaks a rule on purpose. Every line says why; one that suppresses nothing is
 * an error, and so is one without a reason.
 */
import type { Environment, Topology } from '../config/names.ts';

export type Suppression = {
  /** Id of the rule. */
  readonly rule: string;
  /** Address of the resource; with `*` at its end, whatever begins like it. */
  readonly address: string;
  readonly reason: string;
  /** Everywhere unless given. */
  readonly topology?: Topology;
  readonly environments?: readonly Environment[];
};

export const suppressions: readonly Suppression[] = [
  {
    rule: 'encrypted-messages',
    address: 'aws_sns_topic.notifications_cache_*',
    reason: 'ElastiCache cannot publish to an encrypted topic; it only says names and events.',
  },
];
