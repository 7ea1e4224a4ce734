/** What the tables' arithmetic does not bear out: X67-X75, each worked out from the tables. */
import { monthHours } from '../prices/price.ts';
import { cloudFrontPrices } from '../prices/edge.ts';
import { networkPrices } from '../prices/network.ts';
import { cacheNodePrices } from '../prices/cache.ts';
import { rowOf, savingsA1, sumOf, tableA1, tableA2, tableB, tableC, toCents } from './tables.ts';

export type Contradiction = {
  readonly id: `X${number}`;
  /** What is stated. */
  readonly stated: string;
  /** What the same source's numbers give, in dollars or in percent. */
  readonly computed: Readonly<Record<string, number>>;
  readonly finding: string;
};

const usd = (value: number): string => `$${value.toFixed(2)}`;
const terabyteGb = 1_024;
const billedMonthHours = 720;

function headline(): Contradiction {
  const rest = toCents(
    sumOf(tableA1).low - rowOf(tableA1, 'Data transfer') - rowOf(tableA1, 'ECR'),
  );
  return {
    id: 'X67',
    stated: 'Production of A costs $342, $442.33 or $1,200-2,500.',
    computed: { sum: sumOf(tableA1).low, withoutTransferAndImages: rest },
    finding:
      `The table adds up to ${usd(sumOf(tableA1).low)}. Without data transfer and images it is ` +
      `${usd(rest)}, near $342; no table gives $1,200 or more.`,
  };
}

function development(): Contradiction {
  const optimised = toCents(sumOf(tableA1).low - sumOf(savingsA1).low);
  return {
    id: 'X68',
    stated: 'Development of A costs $150, $211, $365 or $384.11.',
    computed: { sum: sumOf(tableA2).low, optimised, difference: toCents(sumOf(tableA2).low - 365) },
    finding:
      `The table adds up to ${usd(sumOf(tableA2).low)}, ${usd(sumOf(tableA2).low - 365)} above ` +
      `"about $365"; ${usd(optimised)} is production less all savings; nothing adds up to $150.`,
  };
}

function upperBound(): Contradiction {
  const { low, high } = sumOf(tableB);
  return {
    id: 'X69',
    stated: `B costs $${tableB.printed.low}-${tableB.printed.high}.`,
    computed: { low, high, missing: high - tableB.printed.high },
    finding: `Lower bounds add up to $${low}, upper bounds to $${high}: $100 more than printed.`,
  };
}

function redisOfB(): Contradiction {
  const nodes = 16;
  const node = 115 / nodes;
  const virginia = cacheNodePrices['cache.m7g.xlarge'].usd['us-east-1'] * monthHours;
  return {
    id: 'X70',
    stated: 'Redis of B costs $115: for one node, and for 16 of them.',
    computed: {
      perNodeOfSixteen: toCents(node),
      nodeInVirginia: toCents(virginia),
      sixteenInVirginia: toCents(virginia * nodes),
    },
    finding:
      `$115 for 16 nodes are ${usd(node)} each, less than the smallest node there is. One ` +
      `m7g.xlarge costs about ${usd(virginia)} in Virginia, 16 cost ${usd(virginia * nodes)}: ` +
      'more than the whole table.',
  };
}

function optimisedC(): Contradiction {
  const reservations = 80 - 55 + (30 - 20);
  const plan = 100 - 70;
  const scaling = 100 - 80;
  const without = tableC.printed.low - reservations - plan;
  return {
    id: 'X71',
    stated: 'C optimised costs $250.',
    computed: { withReservationsAndPlan: without, withScalingToo: without - scaling },
    finding:
      `Reservations ($${reservations}) and the savings plan ($${plan}) leave $${without}, ` +
      `scaling ($${scaling}) as well $${without - scaling}. And what is scaled away cannot be ` +
      'discounted a second time.',
  };
}

function contingency(): Contradiction {
  const stated = rowOf(tableC, 'Contingency');
  const items = toCents(sumOf(tableC).low - stated);
  return {
    id: 'X72',
    stated: 'C adds a contingency of 10 %.',
    computed: {
      items,
      percent: Math.round((stated / items) * 1_000) / 10,
      tenPercent: toCents(items / 10),
      totalWithTenPercent: toCents(items * 1.1),
    },
    finding:
      `${usd(stated)} on ${usd(items)} are ${((stated / items) * 100).toFixed(1)} %; 10 % are ` +
      `${usd(items / 10)}, which makes ${usd(items * 1.1)}.`,
  };
}

function terabyte(): Contradiction {
  const direct = terabyteGb * networkPrices.out.usd['us-east-1'];
  const edge = terabyteGb * cloudFrontPrices.out.usd['us-east-1'];
  const inKorea = terabyteGb * cloudFrontPrices.out.usd['ap-northeast-2'];
  return {
    id: 'X73',
    stated: '1 TB to visitors costs $92.16 directly (A), $5 through CloudFront (C).',
    computed: {
      direct: toCents(direct),
      cloudFrontInVirginia: toCents(edge),
      cloudFrontInKorea: toCents(inKorea),
    },
    finding:
      `${usd(direct)} is right for Virginia. CloudFront's list price is ${usd(edge)} there and ` +
      `${usd(inKorea)} in Korea; $5 is what remains when the terabyte is the one that CloudFront ` +
      'gives every account for nothing. A expects to save $20, which fits neither.',
  };
}

const percentMore = (from: number, to: number): number => (to / from - 1) * 100;

function growth(): Contradiction {
  return {
    id: 'X74',
    stated: '100 → 1,000 TPS is called +1000 %, 500 → 10,000 users +2000 %.',
    computed: { tps: percentMore(100, 1_000), users: percentMore(500, 10_000) },
    finding: 'Ten times as much is 900 % more, twenty times as much 1,900 % more.',
  };
}

function unitPrices(): Contradiction {
  const nat = 0.045 * 2 * billedMonthHours;
  const instances = 0.0416 * 4 * monthHours;
  const stated = sumOf(savingsA1).low;
  const fleet = rowOf(tableA1, 'EC2');
  const onFleet =
    rowOf(savingsA1, 'EC2 t3.medium') + rowOf(savingsA1, 'EC2, half') + rowOf(savingsA1, 'Minimum');
  // Half the price, then a quarter and a quarter off what is left of it.
  const possible = fleet * (1 - 0.5 * 0.75 * 0.75);
  return {
    id: 'X75',
    stated: "A's unit prices and totals.",
    computed: {
      natAtStatedPrice: toCents(0.09 * 2 * monthHours),
      natAt720Hours: toCents(nat),
      instances: toCents(instances),
      fleet,
      savedOnFleet: toCents(onFleet),
      possibleOnFleet: toCents(possible),
      statedSavings: stated,
    },
    finding:
      `Two NAT gateways for "$0.09" and 730 hours were ${usd(0.09 * 2 * monthHours)}; ` +
      `${usd(nat)} is $0.045 for 720 hours. Four instances for 730 hours are ${usd(instances)}, ` +
      `printed is ${usd(fleet)}. Three savings of together ${usd(onFleet)} are each taken off the ` +
      `full ${usd(fleet)} and leave the fleet for nothing; one after the other they save at ` +
      `most ${usd(possible)}.`,
  };
}

export const contradictions = (): readonly Contradiction[] => [
  headline(),
  development(),
  upperBound(),
  redisOfB(),
  optimisedC(),
  contingency(),
  terabyte(),
  growth(),
  unitPrices(),
];
