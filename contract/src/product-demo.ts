/** The crowd of a demo: simulated buyers that make its seat maps live. Served only by a demo. */
import { Type } from 'typebox';
import { route } from './route.ts';

const closed = { additionalProperties: false } as const;
/** More would be a load test, which a demo is not. */
export const crowdPaceMax = 600;
const Pace = Type.Integer({
  minimum: 1,
  maximum: crowdPaceMax,
  description: 'Buyers who come in a minute, on average: they come in bursts.',
});

export const Crowd = Type.Object({
  on: Type.Boolean(),
  buyersPerMinute: Pace,
  /** Since the process started. */
  buyers: Type.Integer({ minimum: 0 }),
  ticketsSold: Type.Integer({ minimum: 0 }),
  ticketsReturned: Type.Integer({ minimum: 0 }),
});

const CrowdAnswer = Type.Object({ crowd: Crowd });

export const demoRoutes = {
  readCrowd: route({
    id: 'readCrowd',
    method: 'GET',
    path: '/api/v1/demo/crowd',
    summary: 'Whether simulated buyers are about, and how many (demo only)',
    auth: 'person',
    status: 200,
    response: CrowdAnswer,
    errors: [],
  }),
  setCrowd: route({
    id: 'setCrowd',
    method: 'PUT',
    path: '/api/v1/demo/crowd',
    summary: 'Switch the simulated buyers on or off, or change their pace (demo only)',
    auth: 'person',
    body: Type.Object(
      { on: Type.Optional(Type.Boolean()), buyersPerMinute: Type.Optional(Pace) },
      closed,
    ),
    status: 200,
    response: CrowdAnswer,
    errors: [],
  }),
} as const;
