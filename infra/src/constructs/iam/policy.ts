/** IAM policy documents, version 2012-10-17, as expressions that Terraform evaluates. */
import { Fn } from 'cdktn';

export type Principals = Readonly<
  Partial<Record<'Service' | 'AWS' | 'Federated', readonly string[]>>
>;

export type PolicyStatement = {
  readonly sid: string;
  readonly effect?: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  /** None in policies that stand at the resource itself, such as a role's trust. */
  readonly resources: readonly string[];
  /** In policies of resources: whom it concerns; `*` for statements that deny. */
  readonly principals?: Principals | '*';
  /** Operator, key, values: `{ StringEquals: { 'aws:SourceAccount': ['1'] } }`. */
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
};

export const policyOf = (statements: readonly PolicyStatement[]): string =>
  Fn.jsonencode({
    Version: '2012-10-17',
    Statement: statements.map(({ sid, effect, actions, resources, principals, conditions }) => ({
      Sid: sid,
      Effect: effect ?? 'Allow',
      ...(principals === undefined ? {} : { Principal: principals }),
      Action: actions,
      ...(resources.length === 0 ? {} : { Resource: resources }),
      ...(conditions === undefined ? {} : { Condition: conditions }),
    })),
  });
