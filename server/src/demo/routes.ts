/** Binds the switch of the crowd, for everybody who looks at a demo. */
import type { ProductApi } from '@onsale/contract/product-api.ts';
import { assert } from '../lib/assert.ts';
import type { Db } from '../lib/db.ts';
import type { Handlers } from '../lib/handler.ts';
import { ok } from '../lib/result.ts';
import { type CrowdDbRow, readCrowd, setCrowd } from './sql/crowd.ts';

export type DemoRoutes = Pick<Handlers<ProductApi>, 'readCrowd' | 'setCrowd'>;

export function demoRoutes(db: Db): DemoRoutes {
  return {
    readCrowd: async () => show(await db.query(readCrowd)),
    setCrowd: async ({ body }) =>
      show(await db.query(setCrowd, [body.on ?? null, body.buyersPerMinute ?? null])),
  };
}

function show([row]: readonly CrowdDbRow[]) {
  assert(row !== undefined, 'the demo has no crowd');
  const { isOn, ...rest } = row;
  return ok({ crowd: { on: isOn, ...rest } });
}
