/** How CloudFront treats each kind of answer. */
import type { CloudfrontDistributionDefaultCacheBehavior } from '@cdktn/provider-aws/lib/cloudfront-distribution/index.js';
import type { EdgeFunctions } from '../edge-function/edge-function.ts';
import { originIds } from './origins.ts';
import type { AnswerKind } from './paths.ts';
import type { Policies } from './policies.ts';

export type BehaviorProps = {
  readonly policies: Policies;
  readonly functions: EdgeFunctions;
  readonly securityHeadersId: string;
};

const reads = ['GET', 'HEAD', 'OPTIONS'] as const;
/** CloudFront knows these three sets of methods and no others. */
const everything = [...reads, 'PUT', 'POST', 'PATCH', 'DELETE'] as const;

type Treatment = {
  readonly methods: readonly string[];
  readonly origin: string;
  /** Whether CloudFront compresses; what the server has compressed passes as it is. */
  readonly compress: boolean;
  readonly answers: 'shared' | 'personal' | 'public';
};

const treatments = {
  page: { methods: reads, origin: originIds.application, compress: true, answers: 'shared' },
  'public-read': {
    methods: everything,
    origin: originIds.application,
    compress: true,
    answers: 'shared',
  },
  personal: {
    methods: everything,
    origin: originIds.application,
    compress: true,
    answers: 'personal',
  },
  // Compressing a stream would hold its messages back.
  live: { methods: reads, origin: originIds.application, compress: false, answers: 'personal' },
  // Keyed by name alone, so there is nothing for a function to remove.
  asset: {
    methods: reads,
    origin: originIds.filesOrApplication,
    compress: true,
    answers: 'public',
  },
} as const satisfies Record<AnswerKind, Treatment>;

export function behaviorOf(
  kind: AnswerKind,
  { policies, functions, securityHeadersId }: BehaviorProps,
): CloudfrontDistributionDefaultCacheBehavior {
  const { methods, origin, compress, answers } = treatments[kind];
  const { cacheId, originRequestId } = policies[kind];
  return {
    targetOriginId: origin,
    viewerProtocolPolicy: 'redirect-to-https',
    allowedMethods: [...methods],
    cachedMethods: ['GET', 'HEAD'],
    compress,
    cachePolicyId: cacheId,
    ...(originRequestId === undefined ? {} : { originRequestPolicyId: originRequestId }),
    responseHeadersPolicyId: securityHeadersId,
    ...(answers === 'public'
      ? {}
      : {
          functionAssociation: [
            {
              eventType: 'viewer-request',
              functionArn: answers === 'shared' ? functions.sharedArn : functions.personalArn,
            },
          ],
        }),
  };
}
