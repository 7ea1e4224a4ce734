/** The table against what is known of it from elsewhere. */
import { describe, expect, it } from 'vitest';
import { cacheNodePrices } from './cache.ts';
import { classPrice } from './class-prices.ts';
import { auroraPrices, rdsPrices } from './database.ts';
import { instancePrices } from './ec2.ts';
import { networkPrices } from './network.ts';
import type { Price } from './price.ts';

const tables: readonly Readonly<Record<string, Price>>[] = [
  instancePrices,
  rdsPrices,
  auroraPrices,
  cacheNodePrices,
  networkPrices,
];

const inVirginia = ({ usd }: Price): number => usd['us-east-1'];

describe('the price table', () => {
  it("has in Virginia's column the unit prices that the documents use", () => {
    expect(inVirginia(instancePrices['t3.medium'])).toBe(0.0416);
    expect(inVirginia(cacheNodePrices['cache.t3.micro'])).toBe(0.017);
    expect(inVirginia(networkPrices.natGateway)).toBe(0.045);
    expect(inVirginia(networkPrices.out)).toBe(0.09);
  });

  it('has no price that is not positive, and none in Seoul far from that of Virginia', () => {
    const ratios = tables
      .flatMap((table) => Object.values(table))
      .map(({ usd }) => usd['ap-northeast-2'] / usd['us-east-1']);
    expect(Math.min(...ratios)).toBeGreaterThanOrEqual(1);
    // Bytes to another region cost four times as much, everything else less than twice.
    expect(ratios.filter((ratio) => ratio > 2)).toHaveLength(1);
  });

  it('refuses a class that it does not know, and says where it is set', () => {
    expect(() => classPrice('cache', 'cache.t3.nano', 'fargate/dev cache.store.nodeType')).toThrow(
      /^fargate\/dev cache\.store\.nodeType: the cache class "cache\.t3\.nano" is unknown/,
    );
  });
});
