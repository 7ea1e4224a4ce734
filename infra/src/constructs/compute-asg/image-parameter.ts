/**
 * Which image new instances run. A release writes it and has the instances replaced, so Terraform
 * sets it once and never again.
 */
import { SsmParameter } from '@cdktn/provider-aws/lib/ssm-parameter/index.js';
import type { Construct } from 'constructs';

export type ImageParameterProps = {
  /** `/<project>/<environment>/image`, or `…/image/blue` where colours have their own. */
  readonly name: string;
  /** The first one. */
  readonly image: string;
};

export type ImageParameter = { readonly name: string; readonly arn: string };

export function createImageParameter(
  scope: Construct,
  id: string,
  { name, image }: ImageParameterProps,
): ImageParameter {
  const parameter = new SsmParameter(scope, id, {
    name,
    description: 'The image that new instances run, by digest',
    type: 'String',
    // No secret, and worth seeing in a plan.
    insecureValue: image,
    lifecycle: { ignoreChanges: ['insecure_value', 'value'] },
  });
  return { name, arn: parameter.arn };
}
