/** What this deployment offers: mail, notifications, wallets, ways to sign in. Seldom anything new. */
import { queryOptions } from '@tanstack/react-query';
import { productApi } from '@onsale/contract/product-api.ts';
import type { BodyOf } from '@onsale/contract/route.ts';
import type { Api } from './client.ts';
import { valueOf } from './outcome.ts';

export type Features = BodyOf<typeof productApi.readFeatures>['features'];

export const featuresQuery = (api: Api) =>
  queryOptions({
    queryKey: ['features'],
    queryFn: async ({ signal }): Promise<Features> =>
      (await valueOf(api.call(productApi.readFeatures, { signal }))).features,
    staleTime: 10 * 60_000,
    gcTime: Number.POSITIVE_INFINITY,
  });
