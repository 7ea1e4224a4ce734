/** The map of an event's hall: its plan, prepared to choose from. */
import { queryOptions } from '@tanstack/react-query';
import type { Api } from '../../api/client.ts';
import { planQuery } from '../../purchase/queries.ts';
import type { MapPlan } from '../../seat-map/model/map-plan.ts';
import { prepareMapPlan } from '../../seat-map/prepare-map-plan.ts';

export const mapQuery = (api: Api, eventId: number, version: number | undefined) =>
  queryOptions({
    queryKey: ['map', eventId, version ?? 0],
    queryFn: async ({ client }): Promise<MapPlan> =>
      prepareMapPlan(await client.fetchQuery(planQuery(api, eventId, version))),
    staleTime: Number.POSITIVE_INFINITY,
    // Tables of tens of thousands of seats are not compared.
    structuralSharing: false,
  });
