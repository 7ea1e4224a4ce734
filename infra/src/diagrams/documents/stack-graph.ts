/** Which stack reads the outputs of which, as a graph in Mermaid. */
import type { SynthesisedStack } from '../../topologies/synthesise.ts';
import { resourcesOf } from './resource-counts.ts';

type Data = { readonly terraform_remote_state?: Readonly<Record<string, unknown>> };
const prefix = 'cross-stack-reference-input-';

/** The names of the stacks whose state it reads. */
export const readBy = ({ json }: SynthesisedStack): readonly string[] =>
  Object.keys(((json.data ?? {}) as Data).terraform_remote_state ?? {})
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length))
    .toSorted();

/** Of one deployment, in the order of application; an arrow leads to who reads. */
export function stackGraph(stacks: readonly SynthesisedStack[]): string {
  const [first] = stacks;
  if (first === undefined) throw new Error('There is no stack to draw.');
  const deployment = `${first.topology}-${first.environment}-`;
  const short = (name: string): string => name.replace(deployment, '');
  const id = (name: string): string => short(name).replaceAll('-', '_');
  return [
    '```mermaid',
    'flowchart LR',
    ...stacks.map(
      (stack) =>
        `  ${id(stack.name)}["${short(stack.name)}<br>${resourcesOf(stack).length} resources"]`,
    ),
    ...stacks.flatMap((stack) =>
      readBy(stack).map((name) => `  ${id(name)} --> ${id(stack.name)}`),
    ),
    '```',
  ].join('\n');
}
