/** Pictures, tables and graphs in the documents are those of the stacks as they are now. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Topology, topologies } from '../config/names.ts';
import { policyInput } from '../topologies/policy-input.ts';
import type { SynthesisedStack } from '../topologies/synthesise.ts';
import { resourceCounts } from './documents/resource-counts.ts';
import { topologySvg } from './draw/topology-svg.ts';
import { textWidth, wrap } from './draw/text.ts';
import { synthesiseEverything } from './documents/everything.ts';
import { replaceBlock } from './documents/markdown.ts';
import { generatedPages, repositoryRoot } from './documents/pages.ts';
import type { Picture } from './model/picture.ts';
import { readPicture } from './model/read-picture.ts';

let stacks: readonly SynthesisedStack[] = [];
const pictures = new Map<Topology, Picture>();
beforeAll(() => {
  stacks = synthesiseEverything();
  for (const topology of topologies) pictures.set(topology, read(topology));
});

function read(topology: Topology): Picture {
  const own = stacks.filter((one) => one.topology === topology && one.environment === 'prod');
  const [deployment] = policyInput(own);
  if (deployment === undefined) throw new Error(`There are no stacks of ${topology}.`);
  return readPicture(deployment);
}

function pictureOf(topology: Topology): Picture {
  const picture = pictures.get(topology);
  if (picture === undefined) throw new Error(`There is no picture of ${topology}.`);
  return picture;
}

describe('what is committed', () => {
  it('is what the stacks give today; `npm run infra -- diagrams` writes it', () => {
    for (const [path, text] of Object.entries(generatedPages(stacks))) {
      const committed = readFileSync(join(repositoryRoot, path), 'utf8');
      expect(committed === text, `${path} is old: npm run infra -- diagrams`).toBe(true);
    }
  });

  it('would be found old if a stack had one resource more', () => {
    const more = stacks.map((stack) =>
      stack.name === 'fargate-prod-edge'
        ? { ...stack, json: { ...stack.json, resource: { aws_sqs_queue: { extra: {} } } } }
        : stack,
    );
    expect(resourceCounts(more)).not.toBe(resourceCounts(stacks));
  });
});

describe('a picture', () => {
  it('shows three tiers in every region, and two regions for disaster recovery only', () => {
    for (const topology of topologies) {
      const { regions } = pictureOf(topology);
      expect(regions).toHaveLength(topology === 'disaster-recovery' ? 2 : 1);
      for (const { tiers } of regions) {
        expect(tiers).toHaveLength(3);
        for (const { boxes } of tiers) expect(boxes).not.toHaveLength(0);
      }
    }
  });

  it('reads sizes from the stacks', () => {
    const [region] = pictureOf('eks').regions;
    const boxes = region?.tiers.flatMap((tier) => tier.boxes) ?? [];
    expect(boxes).toContainEqual({
      kind: 'data',
      title: 'Redis 7.1, store',
      lines: ['16 × cache.m7g.xlarge', '8 to 20 shards, noeviction'],
      zones: 'a c',
    });
    expect(boxes.find(({ title }) => title === 'Nodes, critical')?.lines).toEqual([
      '2 to 4 × t3.large',
    ]);
  });

  it('reads from the security groups who may come in', () => {
    const ports = pictureOf('disaster-recovery').regions[0]?.tiers.map((tier) => tier.ports);
    expect(ports).toEqual([
      'port 443, from CloudFront and Route 53 only',
      'port 8080',
      'ports 5432, 6379',
    ]);
  });

  it('is the same bytes twice, with a title and a description for those who cannot see it', () => {
    for (const topology of topologies) {
      const picture = pictureOf(topology);
      const svg = topologySvg(picture);
      expect(topologySvg(structuredClone(picture))).toBe(svg);
      expect(svg).toMatch(/<title id="title">[^<]+<\/title>\n<desc id="desc">[^<]+<\/desc>/);
      expect(svg).toContain('prefers-color-scheme:dark');
    }
  });

  it('draws no two boxes over each other, and none over the edge', () => {
    for (const topology of topologies) {
      const boxes = boxesIn(topologySvg(pictureOf(topology)));
      expect(boxes.length).toBeGreaterThan(10);
      for (const [index, one] of boxes.entries()) {
        expect(one.x + one.width).toBeLessThanOrEqual(600);
        for (const other of boxes.slice(index + 1)) expect(overlap(one, other)).toBe(false);
      }
    }
  });
});

type Rect = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

const boxesIn = (svg: string): readonly Rect[] =>
  Array.from(
    svg.matchAll(/class="box" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/g),
    ([, x, y, width, height]) => ({
      x: Number(x),
      y: Number(y),
      width: Number(width),
      height: Number(height),
    }),
  );

const overlap = (one: Rect, other: Rect): boolean =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height;

describe('text', () => {
  it('is broken between words, so that every line fits', () => {
    const lines = wrap('2 to 4 × t3.large, t3.xlarge, t3.medium', 200, 14);
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) expect(textWidth(line, 14)).toBeLessThanOrEqual(200);
    expect(lines.join(' ')).toBe('2 to 4 × t3.large, t3.xlarge, t3.medium');
  });

  it('refuses a page without the block that it should replace', () => {
    expect(() => replaceBlock('# Page', 'overview', 'x')).toThrow('no block overview');
  });
});
