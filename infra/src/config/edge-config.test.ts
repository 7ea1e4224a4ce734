/** What would show old stock, keep private answers or undo https is refused. */
import { describe, expect, it } from 'vitest';
import { edgeConfig as disasterRecovery } from './disaster-recovery/edge.ts';
import { edgeConfig as ec2Aurora } from './ec2-aurora/edge.ts';
import { checkEdge, type EdgeConfig } from './edge-config.ts';
import { edgeConfig as eks } from './eks/edge.ts';
import { edgeConfig as fargate } from './fargate/edge.ts';
import { environments } from './names.ts';

const good = disasterRecovery('prod');
const settingsOf = (config: EdgeConfig) => checkEdge('edge', config).map(({ setting }) => setting);

describe('configuration of the edge', () => {
  it('is sound in every topology and environment', () => {
    for (const environment of environments) {
      for (const config of [ec2Aurora, eks, fargate, disasterRecovery]) {
        expect(checkEdge('edge', config(environment))).toEqual([]);
      }
    }
  });

  it('has the times of the documents', () => {
    expect(good.cacheSeconds.assets).toEqual({ min: 1, default: 86_400, max: 31_536_000 });
    expect(good.failover).toMatchObject({ intervalSeconds: 30, failuresMax: 3, path: '/health' });
    expect(fargate('prod').browserSeconds).toEqual({
      html: 300,
      hashed: 365 * 86_400,
      images: 7 * 86_400,
    });
  });

  it('encrypts files with a key of ours where document D is followed', () => {
    expect(good.site.encryption).toBe('kms');
    expect(fargate('prod').site.encryption).toBe('aes256');
  });

  it('refuses caches that overrule the server, or show old stock', () => {
    const { cacheSeconds } = good;
    const withCache = (changed: Partial<EdgeConfig['cacheSeconds']>) =>
      settingsOf({ ...good, cacheSeconds: { ...cacheSeconds, ...changed } });
    expect(withCache({ assets: { min: 10, default: 5, max: 20 } })).toEqual([
      'edge.cacheSeconds.assets',
    ]);
    expect(withCache({ publicReads: { min: 1, default: 1, max: 60 } })).toEqual([
      'edge.cacheSeconds.publicReads.min',
    ]);
    expect(withCache({ pages: { min: 60, default: 60, max: 300 } })).toEqual([
      'edge.cacheSeconds.pages.min',
    ]);
  });

  it('refuses short promises of https and checks that cannot be', () => {
    expect(settingsOf({ ...good, hstsSeconds: 300 })).toEqual(['edge.hstsSeconds']);
    const failover = {
      intervalSeconds: 30,
      failuresMax: 11,
      path: 'health',
      port: 0,
      route: 'automatic',
    } as const;
    expect(settingsOf({ ...good, failover })).toEqual([
      'edge.failover.failuresMax',
      'edge.failover.path',
      'edge.failover.port',
    ]);
  });
});
