/**
 * A plan on Kubernetes: a component of kustomize beside the overlay that Git has. Workers get a
 * trigger of KEDA for each stretch of time; the API's autoscaler has no clock, so that it keeps the
 * plan's highest number from the commit until the component is removed again.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isSeq, parseDocument, stringify } from 'yaml';
import type { CapacityAction } from '../../forecast/plan/plan-capacity.ts';
import type { PlannedRole } from '../../forecast/plan/role-capacity.ts';

type Patch = { readonly target: object; readonly patch: string };

const cronOf = (atMs: number): string => {
  const at = new Date(atMs);
  return `${at.getUTCMinutes()} ${at.getUTCHours()} ${at.getUTCDate()} ${at.getUTCMonth() + 1} *`;
};

/** The last action of a plan ends its last stretch. */
function cronTriggers(actions: readonly CapacityAction[], min: number): readonly object[] {
  return actions.flatMap(({ atMs, desired }, index) => {
    const end = actions[index + 1];
    if (desired <= min || end === undefined) return [];
    return [
      {
        type: 'cron',
        metadata: {
          timezone: 'Etc/UTC',
          start: cronOf(atMs),
          end: cronOf(end.atMs),
          desiredReplicas: String(desired),
        },
      },
    ];
  });
}

const operations = (list: readonly object[]): string => stringify(list, { lineWidth: 0 });

export function capacityComponent(
  actions: readonly CapacityAction[],
  mins: Readonly<Record<'api' | 'worker', number>>,
): string {
  const of = (role: PlannedRole): readonly CapacityAction[] =>
    actions.filter((one) => one.role === role);
  const highest = Math.max(mins.api, ...of('api').map(({ desired }) => desired));
  const triggers = cronTriggers(of('worker'), mins.worker);
  const patches: readonly Patch[] = [
    ...(highest === mins.api
      ? []
      : [
          {
            target: { group: 'autoscaling', kind: 'HorizontalPodAutoscaler', name: 'api' },
            patch: operations([{ op: 'replace', path: '/spec/minReplicas', value: highest }]),
          },
        ]),
    ...(triggers.length === 0
      ? []
      : [
          {
            target: { group: 'keda.sh', kind: 'ScaledObject', name: 'worker' },
            patch: operations(
              triggers.map((value) => ({ op: 'add', path: '/spec/triggers/-', value })),
            ),
          },
        ]),
  ];
  return stringify({
    apiVersion: 'kustomize.config.k8s.io/v1alpha1',
    kind: 'Component',
    patches,
  });
}

const folderOf = (saleId: string): string => `capacity-${saleId}`;

/** Writes the component below the overlay, and names it there. */
export async function addComponent(overlay: string, saleId: string, text: string): Promise<void> {
  await mkdir(join(overlay, folderOf(saleId)), { recursive: true });
  await writeFile(join(overlay, folderOf(saleId), 'kustomization.yaml'), text);
  await nameComponent(overlay, folderOf(saleId), true);
}

export async function removeComponent(overlay: string, saleId: string): Promise<void> {
  await nameComponent(overlay, folderOf(saleId), false);
  await rm(join(overlay, folderOf(saleId)), { recursive: true, force: true });
}

async function nameComponent(overlay: string, folder: string, isThere: boolean): Promise<void> {
  const file = join(overlay, 'kustomization.yaml');
  const document = parseDocument(await readFile(file, 'utf8'));
  const components = document.get('components');
  const named = isSeq(components) ? components.toJSON().map(String) : [];
  const wanted = [...named.filter((one: string) => one !== folder), ...(isThere ? [folder] : [])];
  if (wanted.length === 0) document.delete('components');
  else document.set('components', wanted);
  await writeFile(file, document.toString());
}
