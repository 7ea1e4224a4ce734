/**
 * Everything that `npm run infra -- diagrams` writes: pictures as they are, pages with their
 * generated blocks replaced. A test compares it with what is committed.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Topology, topologies } from '../../config/names.ts';
import { describeRules } from '../../policy/describe-rules.ts';
import { policyInput } from '../../topologies/policy-input.ts';
import type { SynthesisedStack } from '../../topologies/synthesise.ts';
import { topologySvg } from '../draw/topology-svg.ts';
import { readPicture } from '../model/read-picture.ts';
import { topologyTitles } from '../model/topology-titles.ts';
import { compareWithDocumentA } from './document-a.ts';
import { replaceBlock } from './markdown.ts';
import { resourceCounts } from './resource-counts.ts';
import { stackGraph } from './stack-graph.ts';

export const repositoryRoot = join(import.meta.dirname, '..', '..', '..', '..');
const folder = 'docs/infrastructure';
const drawn = 'prod';

type Read = (path: string) => string;
const committed: Read = (path) => readFileSync(join(repositoryRoot, path), 'utf8');

/** By their paths from the repository's root on. */
export function generatedPages(
  stacks: readonly SynthesisedStack[],
  read: Read = committed,
): Readonly<Record<string, string>> {
  const withBlock = (path: string, blocks: Readonly<Record<string, string>>): string =>
    Object.entries(blocks).reduce(
      (page, [name, content]) => replaceBlock(page, name, content),
      read(path),
    );
  return {
    ...pictures(stacks),
    [`${folder}/README.md`]: withBlock(`${folder}/README.md`, {
      overview: overview(stacks),
      'document-a': compareWithDocumentA(stacks),
    }),
    [`${folder}/architecture.md`]: withBlock(`${folder}/architecture.md`, {
      architecture: architecture(stacks),
    }),
    'infra/README.md': withBlock('infra/README.md', { rules: describeRules() }),
  };
}

export function writePages(pages: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(pages).map(([path, text]) => {
    const target = join(repositoryRoot, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
    return path;
  });
}

const pictureName = (topology: Topology): string => `images/topology-${topology}.svg`;

const pictures = (stacks: readonly SynthesisedStack[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    topologies.map((topology) => {
      const own = ofDrawn(stacks, topology);
      const [deployment] = policyInput(own);
      if (deployment === undefined) throw new Error(`There are no stacks of ${topology}.`);
      return [`${folder}/${pictureName(topology)}`, topologySvg(readPicture(deployment))];
    }),
  );

const ofDrawn = (
  stacks: readonly SynthesisedStack[],
  topology: Topology,
): readonly SynthesisedStack[] =>
  stacks.filter((stack) => stack.topology === topology && stack.environment === drawn);

const image = (topology: Topology, width: number): string =>
  `<img src="${pictureName(topology)}" width="${width}" alt="${topologyTitles[topology]}: ` +
  `tiers, groups, databases and what is beside the network">`;

const overview = (stacks: readonly SynthesisedStack[]): string =>
  [
    topologies
      .map(
        (topology) => `<a href="architecture.md#${anchorOf(topology)}">${image(topology, 210)}</a>`,
      )
      .join('\n'),
    '',
    'Resources, counted in the synthesised stacks; `npm run infra:check` has Terraform plan each of',
    'them, and prints what it would add:',
    '',
    resourceCounts(stacks),
  ].join('\n');

const anchorOf = (topology: Topology): string =>
  topologyTitles[topology].toLowerCase().replaceAll(' ', '-');

const architecture = (stacks: readonly SynthesisedStack[]): string =>
  topologies
    .map((topology) =>
      [
        `## ${topologyTitles[topology]}`,
        '',
        `As it is in ${drawn}; dev and staging are smaller (\`infra/src/config/${topology}/\`).`,
        '',
        image(topology, 600),
        '',
        'Its stacks; an arrow leads from a state to the stack that reads it:',
        '',
        stackGraph(ofDrawn(stacks, topology)),
      ].join('\n'),
    )
    .join('\n\n');
