/** Bytes that belong to a deployment, not to one of its resources. */
import { primaryRegion } from '../../../config/names.ts';
import { networkPrices } from '../../prices/network.ts';
import { type CostLine, line } from '../cost-line.ts';
import type { Scenario } from '../scenario.ts';

const source = 'traffic';

/** CloudFront gets them from load balancers and buckets for nothing. */
export function traffic({ usage, behindCdn, resources, topology }: Scenario): readonly CostLine[] {
  if (topology === 'account' || !resources.some(({ type }) => type === 'aws_vpc')) return [];
  const common = { group: 'network', region: primaryRegion, source } as const;
  const isCopied = resources.some(
    ({ type, region, values }) =>
      type === 'aws_db_instance' &&
      region !== primaryRegion &&
      values.replicate_source_db !== undefined,
  );
  return [
    ...line({
      ...common,
      what: 'bytes to visitors, without CloudFront',
      price: networkPrices.out,
      quantity: behindCdn ? 0 : usage.edge.outGb,
    }),
    // Charged to the sender and to the receiver.
    ...line({
      ...common,
      what: 'bytes between zones',
      price: networkPrices.betweenZones,
      quantity: usage.network.betweenZonesGb * 2,
    }),
    ...line({
      ...common,
      what: 'the database to another region',
      price: networkPrices.betweenRegions,
      quantity: isCopied ? usage.network.betweenRegionsGb : 0,
    }),
  ];
}
