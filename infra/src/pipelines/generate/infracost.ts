/**
 * `infracost.yml`: what each stack costs, and what a change of it will. Infracost reads plans as JSON,
 * because the synthesised stacks are not written in HCL; plans also know what is there already.
 */
import { stringify } from 'yaml';
import { pipelineStacks } from '../stacks.ts';
import { generatedHeader } from './header.ts';

/** Where a plan of a stack is, from `folder` on. */
export const planJson = (folder: string, stack: string): string =>
  `${folder}/stacks/${stack}/plan.json`;

/** Of the named stacks only: Infracost refuses a list with a plan that is missing. */
export const infracostProjects = (folder: string, stacks: readonly string[]): string =>
  stringify(
    {
      version: '0.1',
      projects: stacks.map((name) => ({ name, path: planJson(folder, name) })),
    },
    { lineWidth: 0, singleQuote: true },
  );

export const infracostConfig = (): string =>
  generatedHeader('What Infracost estimates: the plan of each stack.') +
  infracostProjects(
    'infra/dist',
    pipelineStacks().map(({ name }) => name),
  );
