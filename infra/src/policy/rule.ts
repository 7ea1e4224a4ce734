/** A policy: what every deployment has to fulfil, why, and where it does not. */
import type { Environment } from '../config/names.ts';
import type { DeploymentGraph, Resource, Stack } from './graph.ts';

export type Finding = {
  /** Id of the rule. */
  readonly rule: string;
  readonly stack: string;
  /** As Terraform writes it, e.g. `aws_sqs_queue.jobs`. */
  readonly address: string;
  readonly message: string;
  /** A way out. */
  readonly remedy: string;
};

/** A finding before its rule signs it. */
export type Violation = Omit<Finding, 'rule'>;

export type Rule = {
  /** Kebab-case; the name of the rule's file, and what a suppression names. */
  readonly id: string;
  readonly title: string;
  readonly reason: string;
  /** All of them unless given. */
  readonly environments?: readonly Environment[];
  readonly check: (graph: DeploymentGraph) => readonly Violation[];
};

export const violation = (resource: Resource, message: string, remedy: string): Violation => ({
  stack: resource.stack.name,
  address: resource.address,
  message,
  remedy,
});

/** About a stack rather than about one of its resources. */
export const violationAt = (
  { name }: Stack,
  address: string,
  message: string,
  remedy: string,
): Violation => ({ stack: name, address, message, remedy });

/** One violation for each resource that a complaint is made about. */
export const complain = (
  resources: readonly Resource[],
  complaintOf: (resource: Resource) => string | undefined,
  remedy: string,
): Violation[] =>
  resources.flatMap((resource) => {
    const complaint = complaintOf(resource);
    return complaint === undefined ? [] : [violation(resource, complaint, remedy)];
  });

/** As `complain`, with the complaint chosen by the type of the resource. */
export const complainByType = (
  graph: DeploymentGraph,
  complaints: Readonly<Record<string, (resource: Resource) => string | undefined>>,
  remedy: string,
): Violation[] =>
  Object.entries(complaints).flatMap(([type, complaintOf]) =>
    complain(graph.ofType(type), complaintOf, remedy),
  );
