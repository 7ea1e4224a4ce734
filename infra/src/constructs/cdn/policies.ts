/**
 * What the cache tells apart, and what the server gets to see, for each kind of answer. Cookies are
 * in no key but that of personal answers: where answers are kept, the function at the edge has
 * removed them, so that no answer made for one person can reach another.
 */
import { CloudfrontCachePolicy } from '@cdktn/provider-aws/lib/cloudfront-cache-policy/index.js';
import { CloudfrontOriginRequestPolicy } from '@cdktn/provider-aws/lib/cloudfront-origin-request-policy/index.js';
import { Construct } from 'constructs';
import type { CacheSeconds, EdgeConfig } from '../../config/edge-config.ts';
import type { Name } from '../../topologies/deployment.ts';
import { sessionCookie } from '../edge-function/essential-cookies.ts';
import type { AnswerKind } from './paths.ts';
import { pageParameters, publicReadParameters } from './paths.ts';

export type PoliciesProps = {
  readonly name: Name;
  readonly cacheSeconds: EdgeConfig['cacheSeconds'];
};

/** Ids, by kind of answer. */
export type Policies = Readonly<
  Record<AnswerKind, { readonly cacheId: string; readonly originRequestId?: string }>
>;

/** Managed by AWS, with the same ids in every account. */
const managed = {
  cachingDisabled: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
  allViewerExceptHostHeader: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
} as const;

type Key = {
  readonly headers?: readonly string[];
  readonly cookies?: readonly string[];
  readonly parameters: readonly string[] | 'all';
};

export function createPolicies(
  scope: Construct,
  id: string,
  { name, cacheSeconds }: PoliciesProps,
): Policies {
  const within = new Construct(scope, id);
  const cache = (part: string, seconds: CacheSeconds, key: Key): string =>
    createCachePolicy(within, part, name(part), seconds, key);
  const toServer = createSharedRequestPolicy(within, name);
  return {
    page: {
      // The edge function has reduced the header to one of the product's languages.
      cacheId: cache('pages', cacheSeconds.pages, {
        headers: ['Accept-Language'],
        parameters: pageParameters,
      }),
      originRequestId: toServer,
    },
    'public-read': {
      cacheId: cache('public-reads', cacheSeconds.publicReads, {
        parameters: publicReadParameters,
      }),
      originRequestId: toServer,
    },
    personal: {
      // Never kept: the server says so. But requests that arrive together share an answer when
      // their keys are the same, so the key says who asks.
      cacheId: cache(
        'personal',
        { min: 0, default: 0, max: 1 },
        { headers: ['Authorization'], cookies: [sessionCookie], parameters: 'all' },
      ),
      originRequestId: managed.allViewerExceptHostHeader,
    },
    live: {
      cacheId: managed.cachingDisabled,
      originRequestId: managed.allViewerExceptHostHeader,
    },
    asset: { cacheId: cache('assets', cacheSeconds.assets, { parameters: [] }) },
  };
}

function createCachePolicy(
  within: Construct,
  part: string,
  name: string,
  seconds: CacheSeconds,
  { headers = [], cookies = [], parameters }: Key,
): string {
  return new CloudfrontCachePolicy(within, part, {
    name,
    minTtl: seconds.min,
    defaultTtl: seconds.default,
    maxTtl: seconds.max,
    parametersInCacheKeyAndForwardedToOrigin: {
      enableAcceptEncodingGzip: true,
      enableAcceptEncodingBrotli: true,
      headersConfig:
        headers.length === 0
          ? { headerBehavior: 'none' }
          : { headerBehavior: 'whitelist', headers: { items: [...headers] } },
      cookiesConfig:
        cookies.length === 0
          ? { cookieBehavior: 'none' }
          : { cookieBehavior: 'whitelist', cookies: { items: [...cookies] } },
      queryStringsConfig: queryStringsOf(parameters),
    },
  }).id;
}

function queryStringsOf(parameters: Key['parameters']) {
  if (parameters === 'all') return { queryStringBehavior: 'all' };
  if (parameters.length === 0) return { queryStringBehavior: 'none' };
  return { queryStringBehavior: 'whitelist', queryStrings: { items: [...parameters] } };
}

/**
 * Cookies pass because writes share addresses with public reads. Parameters do not: besides those
 * in the key, the server gets none that could change an answer which is then kept for others. It
 * is asked under its own name, which its certificate covers.
 */
const createSharedRequestPolicy = (within: Construct, name: Name): string =>
  new CloudfrontOriginRequestPolicy(within, 'shared-requests', {
    name: name('shared-requests'),
    headersConfig: { headerBehavior: 'allExcept', headers: { items: ['Host'] } },
    cookiesConfig: { cookieBehavior: 'all' },
    queryStringsConfig: { queryStringBehavior: 'none' },
  }).id;
