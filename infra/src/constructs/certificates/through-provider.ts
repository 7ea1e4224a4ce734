/**
 * Makes everything under a scope through one provider. What CloudFront reads (certificates, web
 * ACLs) and what only exists there (alarms on health checks, logs of name servers) has to be made
 * in us-east-1, with the same constructs as elsewhere.
 */
import { Aspects, TerraformDataSource, type TerraformProvider, TerraformResource } from 'cdktn';
import { Construct } from 'constructs';

/** A scope for it; elements that name a provider themselves keep theirs. */
export function throughProvider(
  scope: Construct,
  id: string,
  provider: TerraformProvider,
): Construct {
  const within = new Construct(scope, id);
  Aspects.of(within).add({
    visit(element) {
      if (element instanceof TerraformResource || element instanceof TerraformDataSource) {
        element.provider ??= provider;
      }
    },
  });
  return within;
}
