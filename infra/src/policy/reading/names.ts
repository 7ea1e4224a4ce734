/** Names in texts: references to names that are known are replaced by the names. */
import type { DeploymentGraph, Resource } from '../graph.ts';
import { type Json, textOf } from './json.ts';
import { interpolationsIn } from './references.ts';

/** `/aws/eks/${aws_eks_cluster.main.name}/cluster` is `/aws/eks/ticketing-dev/cluster`. */
export function nameIn(graph: DeploymentGraph, from: Resource, value: Json | undefined): string {
  let text = textOf(value) ?? '';
  for (const inside of interpolationsIn(text)) {
    const [target, ...more] = graph.targetsOf(from, `\${${inside}}`);
    if (target === undefined || more.length > 0) continue;
    const known = textOf(target.resource.values[target.attribute]);
    if (known === undefined) continue;
    text = text.replaceAll(`\${${inside}}`, () => nameIn(graph, target.resource, known));
  }
  return text;
}
