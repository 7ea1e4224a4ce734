/** Which stack reads whose state. */
import { basename } from 'node:path';
import { ownState, readStackConfig, type RemoteState, remoteStatesOf } from './stack-config.ts';

export type Stack = {
  /** The name of its folder. */
  readonly name: string;
  readonly directory: string;
  readonly state: string | undefined;
  readonly reads: readonly RemoteState[];
};

export type StackGraph = {
  /** In the order of the folders. */
  readonly stacks: readonly Stack[];
  /** The first stack that writes a state. */
  readonly writerOf: (state: string | undefined) => Stack | undefined;
};

/** Throws when stacks wait for each other, which would be for ever. */
export async function readStackGraph(directories: readonly string[]): Promise<StackGraph> {
  const stacks = await Promise.all(directories.map(readStack));
  const writers = new Map<string, Stack>();
  for (const stack of stacks) {
    if (stack.state !== undefined && !writers.has(stack.state)) writers.set(stack.state, stack);
  }
  const graph: StackGraph = {
    stacks,
    writerOf: (state) => (state === undefined ? undefined : writers.get(state)),
  };
  for (const stack of stacks) refuseCircle(graph, stack, []);
  return graph;
}

async function readStack(directory: string): Promise<Stack> {
  const config = await readStackConfig(directory);
  return {
    name: basename(directory),
    directory,
    state: ownState(config),
    reads: remoteStatesOf(config),
  };
}

function refuseCircle(graph: StackGraph, stack: Stack, above: readonly Stack[]): void {
  if (above.includes(stack)) {
    const names = [...above.slice(above.indexOf(stack)), stack].map(({ name }) => name);
    throw new Error(`Stacks read each other's states in a circle: ${names.join(' -> ')}.`);
  }
  for (const { state } of stack.reads) {
    const writer = graph.writerOf(state);
    if (writer !== undefined) refuseCircle(graph, writer, [...above, stack]);
  }
}
