/**
 * Headers that every answer gets. Those that the server sends itself stay as they are; its content
 * security policy belongs to its pages and is not repeated here.
 */
import { CloudfrontResponseHeadersPolicy } from '@cdktn/provider-aws/lib/cloudfront-response-headers-policy/index.js';
import type { Construct } from 'constructs';
import type { Name } from '../../topologies/deployment.ts';

export type SecurityHeadersProps = { readonly name: Name; readonly hstsSeconds: number };

export const createSecurityHeaders = (
  scope: Construct,
  id: string,
  { name, hstsSeconds }: SecurityHeadersProps,
): string =>
  new CloudfrontResponseHeadersPolicy(scope, id, {
    name: name('security-headers'),
    securityHeadersConfig: {
      strictTransportSecurity: {
        accessControlMaxAgeSec: hstsSeconds,
        includeSubdomains: true,
        // Lists in browsers are hard to get off again: a decision of the domain's owner.
        preload: false,
        override: true,
      },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: 'DENY', override: false },
      referrerPolicy: { referrerPolicy: 'same-origin', override: false },
    },
  }).id;
