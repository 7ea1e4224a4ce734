/** What the health addresses say: a flat form and a form by components in one object. */
import { Type, type Static } from 'typebox';
import { oneOf } from './fields.ts';

const Component = Type.Object({ status: oneOf(['UP', 'DOWN']) });

export const HealthBody = Type.Object({
  /** UP while the process can serve, whatever its components do. */
  status: oneOf(['UP']),
  timestamp: Type.String({ format: 'date-time' }),
  database: oneOf(['connected', 'disconnected']),
  redis: oneOf(['embedded', 'connected', 'disconnected']),
  components: Type.Object({ db: Component, redis: Component, diskSpace: Component }),
});

export type HealthBody = Static<typeof HealthBody>;
