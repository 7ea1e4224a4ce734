/** What a picture of a deployment shows, before anybody thinks of where it is drawn. */
import type { Environment, Topology } from '../../config/names.ts';

/** Decides the colour of a box. */
export type Kind = 'edge' | 'network' | 'compute' | 'data' | 'messages' | 'watch';

export type Box = {
  readonly kind: Kind;
  readonly title: string;
  readonly lines: readonly string[];
  /** The zones that it is in, as letters: `a`, `a c`. Absent where zones say nothing. */
  readonly zones?: string;
};

export type Tier = {
  readonly title: string;
  /** What may come in, e.g. `port 8080`; into the first tier, also from whom. */
  readonly ports: string;
  readonly boxes: readonly Box[];
};

export type RegionPicture = {
  readonly title: string;
  readonly subtitle: string;
  /** From the Internet inwards. */
  readonly tiers: readonly Tier[];
  /** Regional services outside of the network. */
  readonly beside: readonly Box[];
};

export type Picture = {
  readonly topology: Topology;
  readonly environment: Environment;
  readonly stacks: number;
  readonly resources: number;
  readonly edge: readonly Box[];
  readonly regions: readonly RegionPicture[];
  /** What one region copies to the next. */
  readonly copies: readonly string[];
};
