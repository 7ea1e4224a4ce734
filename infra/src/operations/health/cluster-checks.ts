/** Nodes and pods of a Kubernetes cluster, by kubectl. */
import { mustRun, type Programs } from '../core/programs.ts';
import { pick } from '../smoke-test/http.ts';
import { type Check, ill, well } from './checks.ts';

export type ClusterPlace = { readonly namespace: string; readonly context: string | undefined };

export function clusterChecks(
  programs: Programs,
  { namespace, context }: ClusterPlace,
): readonly Check[] {
  const list = async (args: readonly string[]): Promise<readonly unknown[]> => {
    const where = context === undefined ? [] : ['--context', context];
    const text = await mustRun(programs, 'kubectl', [...where, 'get', ...args, '--output=json']);
    const items = pick(JSON.parse(text), 'items');
    return Array.isArray(items) ? items : [];
  };
  return [
    {
      name: 'nodes',
      async look() {
        const nodes = await list(['nodes']);
        const ready = nodes.filter((node) => hasCondition(node, 'Ready'));
        const text = `${ready.length} of ${nodes.length} are ready`;
        return nodes.length > 0 && ready.length === nodes.length ? well(text) : ill(text);
      },
    },
    {
      name: `pods in ${namespace}`,
      async look() {
        const pods = (await list(['pods', `--namespace=${namespace}`])).filter(
          // What has ended well is a job's.
          (pod) => pick(pod, 'status', 'phase') !== 'Succeeded',
        );
        const sick = pods.filter((pod) => !hasCondition(pod, 'Ready'));
        const names = sick.map((pod) => String(pick(pod, 'metadata', 'name'))).join(', ');
        return pods.length > 0 && sick.length === 0
          ? well(`${pods.length} are ready`)
          : ill(`${pods.length - sick.length} of ${pods.length} are ready; not ${names}`);
      },
    },
  ];
}

function hasCondition(object: unknown, type: string): boolean {
  const conditions = pick(object, 'status', 'conditions');
  return (
    Array.isArray(conditions) &&
    conditions.some((one) => pick(one, 'type') === type && pick(one, 'status') === 'True')
  );
}
