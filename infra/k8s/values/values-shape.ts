/** What the values have to look like. */
import { secretVariables, topologyVariables } from '../../src/runtime/contract.ts';
import { list, object, type Shape, text } from '../custom/shape.ts';
import type { InClusterVariable } from './cluster-values.ts';

const cidr = text(/^(?:\d{1,3}\.){3}\d{1,3}\/\d{1,2}$/);
const subnet = text(/^subnet-[0-9a-f]{8,17}$/);
const securityGroup = text(/^sg-[0-9a-f]{8,17}$/);
const regionalAcl = text(/^arn:aws:wafv2:[\w-]+:\d{12}:regional\/webacl\//);
const secret = object({ secretArn: text(/^arn:aws:secretsmanager:/) }, { jsonKey: text(/./) });

const inCluster: ReadonlySet<string> = new Set<InClusterVariable>([
  'ROLE',
  'PAYMENT_SIMULATOR_URL',
  'OTEL_EXPORTER_OTLP_ENDPOINT',
]);

const fieldsOf = (names: readonly string[], shape: Shape): Readonly<Record<string, Shape>> =>
  Object.fromEntries(names.map((name) => [name, shape]));

const variables = Object.entries(topologyVariables).filter(([name]) => !inCluster.has(name));
const isOptional = ([, variable]: (typeof variables)[number]): boolean => 'optional' in variable;
const namesOf = (some: typeof variables): readonly string[] => some.map(([name]) => name);

export const valuesShape = object({
  project: text(/^[a-z][a-z0-9]{1,11}$/),
  region: text(/^[a-z]{2}-[a-z]+-\d$/),
  accountId: text(/^\d{12}$/),
  domain: text(/^(?:[a-z0-9-]{1,63}\.)+[a-z]{2,}$/),
  hostedZoneId: text(/^Z[A-Z0-9]+$/),
  image: text(/^[a-z0-9][\w.:/-]*(?:@sha256:[0-9a-f]{64}|:[\w.-]+)$/),
  deployRepository: text(/^https:\/\/\S+$/),
  cluster: object({ name: text(/^[\w-]{1,100}$/), endpoint: text(/^https:\/\/\S+$/) }),
  network: object({
    vpcId: text(/^vpc-[0-9a-f]{8,17}$/),
    publicSubnetIds: list(subnet, 2),
    publicSubnetCidrs: list(cidr, 2),
    applicationSubnetIds: list(subnet, 2),
    dataSubnetCidrs: list(cidr, 2),
  }),
  loadBalancer: object(
    {
      securityGroupIds: list(securityGroup, 1),
      certificateArn: text(/^arn:aws:acm:/),
      webAclArn: regionalAcl,
    },
    { logBucket: text(/^[a-z0-9.-]{3,63}$/) },
  ),
  nodes: object({
    roleName: text(/^[\w+=,.@-]{1,64}$/),
    securityGroupIds: list(securityGroup, 1),
    interruptionQueue: text(/^[\w-]{1,80}$/),
    image: text(/^al2023@(?:latest|v\d{8})$/),
  }),
  prometheus: object({ remoteWriteUrl: text(/^https:\/\/\S+\/api\/v1\/remote_write$/) }),
  queueUrls: list(text(/^https:\/\/\S+$/)),
  variables: object(
    fieldsOf(namesOf(variables.filter((one) => !isOptional(one))), text(/./)),
    fieldsOf(namesOf(variables.filter(isOptional)), text(/./)),
  ),
  secrets: object(fieldsOf(Object.keys(secretVariables), secret)),
});

/** Any text, wherever it stands. */
export const textsIn = (value: unknown, path: string): readonly (readonly [string, string])[] => {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => textsIn(one, `${path}.${key}`));
};
