/** Reads a picture out of the synthesised stacks of one deployment. */
import { primaryRegion, standbyRegion } from '../../config/names.ts';
import { type DeploymentGraph, readDeployment } from '../../policy/graph.ts';
import type { SynthesisedDeployment } from '../../policy/synthesised.ts';
import type { Picture, RegionPicture } from './picture.ts';
import { besideBoxes } from './read-beside.ts';
import { computeBoxes } from './read-compute.ts';
import { dataBoxes } from './read-data.ts';
import { edgeBoxes } from './read-edge.ts';
import { portsInto, publicTier, tierTitle } from './read-network.ts';
import { amount, resourcesIn, word } from './region-resources.ts';

const places = [
  { region: primaryRegion, city: 'Seoul' },
  { region: standbyRegion, city: 'Tokyo' },
] as const;

export function readPicture(deployment: SynthesisedDeployment): Picture {
  const graph = readDeployment(deployment);
  return {
    topology: deployment.topology,
    environment: deployment.environment,
    stacks: graph.stacks.length,
    resources: graph.resources.filter(({ managed }) => managed).length,
    edge: edgeBoxes(graph),
    regions: places.flatMap((place) => readRegion(graph, place)),
    copies: copiesOf(graph),
  };
}

function readRegion(
  graph: DeploymentGraph,
  { region, city }: (typeof places)[number],
): readonly RegionPicture[] {
  const here = resourcesIn(graph, region);
  return here.ofType('aws_vpc').map((network) => {
    const waits = here.ofType('aws_autoscaling_group');
    const isWaiting = waits.length > 0 && waits.every((group) => amount(group, 'min_size') === 0);
    return {
      title: `${city} · ${region}`,
      subtitle: `network ${word(network, 'cidr_block')}${isWaiting ? ', API and workers wait for a failover' : ''}`,
      tiers: [
        publicTier(here),
        {
          title: tierTitle(here, 'application'),
          ports: portsInto(here, ['application']),
          boxes: computeBoxes(here),
        },
        {
          title: tierTitle(here, 'data'),
          ports: portsInto(here, ['database', 'cache']),
          boxes: dataBoxes(here),
        },
      ],
      beside: besideBoxes(here),
    };
  });
}

/** What is asked for in one region and arrives in another. */
function copiesOf(graph: DeploymentGraph): readonly string[] {
  const isAbroad = graph
    .ofType('aws_db_instance')
    .some((instance) =>
      graph
        .targetsOf(instance, instance.values.replicate_source_db)
        .some(({ resource }) => resource.region !== instance.region),
    );
  const buckets = graph.ofType('aws_s3_bucket_replication_configuration').length;
  const secrets = graph
    .ofType('aws_secretsmanager_secret')
    .filter(({ values }) => values.replica !== undefined).length;
  const images = graph.ofType('aws_ecr_replication_configuration').length;
  return [
    ...(isAbroad ? ['database'] : []),
    ...(buckets > 0 ? [`${buckets} buckets`] : []),
    ...(secrets > 0 ? [`${secrets} secrets`] : []),
    ...(images > 0 ? ['images'] : []),
  ];
}
