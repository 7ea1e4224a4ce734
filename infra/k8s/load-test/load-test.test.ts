/** A load test has a target, an end, and no place in production. */
import { describe, expect, it } from 'vitest';
import { eventRoutes } from '../../../contract/src/product-events.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { find, renderFiles } from '../testing/render.ts';
import { documentedLoad, type LoadTest, loadTestObjects } from './load-test.ts';
import { eventsPath, script } from './script.ts';

const test: LoadTest = { ...documentedLoad, target: 'https://api.staging.internal' };
type ScaledJob = Manifest & {
  readonly spec: {
    readonly maxReplicaCount: number;
    readonly triggers: readonly { readonly type: string; readonly metadata: object }[];
    readonly jobTargetRef: Readonly<Record<string, unknown>>;
  };
};
const job = find(loadTestObjects(test), 'ScaledJob', 'k6') as ScaledJob;

describe('the load test', () => {
  it('has 3,000 users for ten minutes, in Jobs that KEDA starts', () => {
    expect(test.pods * test.usersPerPod).toBe(3_000);
    expect(test.minutes).toBe(10);
    expect(job.spec.maxReplicaCount).toBe(10);
    expect(job.spec.triggers).toEqual([
      {
        type: 'cron',
        metadata: {
          timezone: 'Asia/Seoul',
          start: '0 3 * * *',
          end: '5 3 * * *',
          desiredReplicas: '10',
        },
      },
    ]);
  });

  it('ends, and is not tried again', () => {
    expect(job.spec.jobTargetRef).toMatchObject({ backoffLimit: 0, activeDeadlineSeconds: 900 });
    expect(() => loadTestObjects({ ...test, minutes: 5 })).toThrow('starts twice');
  });

  it('needs a target', () => {
    expect(() => loadTestObjects({ ...test, target: '' })).toThrow('name one');
    expect(() => loadTestObjects({ ...test, target: 'http://api' })).toThrow('https://host');
  });

  it('is refused in production', () => {
    expect(() => renderFiles('prod', { loadTest: test })).toThrow('no load test in prod');
  });

  it('asks what the product answers to everybody, and fails when the goals are missed', () => {
    expect(eventRoutes.listEvents).toMatchObject({ path: eventsPath, auth: 'none' });
    expect(eventRoutes.readEvent).toMatchObject({ path: `${eventsPath}/{eventId}`, auth: 'none' });
    expect(script).toContain("'p(99)<300'");
  });
});
