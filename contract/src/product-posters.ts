/** Routes with which organizers put a picture on an event. What it looks like is read with the event. */
import { Type } from 'typebox';
import * as field from './fields.ts';
import { ProductEvent } from './product.ts';
import { route } from './route.ts';

const EventParams = Type.Object({ eventId: field.EventId });
const EventAnswer = Type.Object({ event: ProductEvent });

export const posterTypes = ['image/png', 'image/jpeg', 'image/webp', 'image/avif'] as const;
export type PosterType = (typeof posterTypes)[number];

/** As many as a good picture of a phone's width takes; a request with more is refused. */
export const posterBytesMax = 1_048_576;
/** Of a side, in pixels. */
export const posterSide = { min: 200, max: 6_000 } as const;

export const posterRoutes = {
  putPoster: route({
    id: 'putPoster',
    method: 'PUT',
    path: '/api/v1/events/{eventId}/poster',
    summary: 'Give an event a poster: the picture itself is the body, kept as it is',
    auth: 'events:write',
    sessions: 'members',
    params: EventParams,
    body: Type.Unsafe<Uint8Array>({ description: 'The picture.' }),
    binaryBody: posterTypes,
    bodyBytesMax: posterBytesMax,
    status: 200,
    response: EventAnswer,
    errors: ['event_not_found', 'picture_invalid'],
  }),
  removePoster: route({
    id: 'removePoster',
    method: 'DELETE',
    path: '/api/v1/events/{eventId}/poster',
    summary: 'Take the poster of an event away; generated artwork is shown instead',
    auth: 'events:write',
    sessions: 'members',
    params: EventParams,
    status: 200,
    response: EventAnswer,
    errors: ['event_not_found'],
  }),
} as const;
