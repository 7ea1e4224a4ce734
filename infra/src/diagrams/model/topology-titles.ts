/** How topologies are called in headlines. */
import type { Topology } from '../../config/names.ts';

export const topologyTitles = {
  'ec2-aurora': 'EC2 and Aurora',
  eks: 'EKS',
  fargate: 'Fargate',
  'disaster-recovery': 'Disaster recovery',
} as const satisfies Record<Topology, string>;
