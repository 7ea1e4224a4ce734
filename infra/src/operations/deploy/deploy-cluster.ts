/**
 * A release on Kubernetes. What runs is what the overlay in Git says, and Argo CD makes it so; this
 * command writes the new image into the overlay's `kustomization.yaml`, or applies it where no Argo
 * CD watches, and then waits for the rollouts.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isMap, isSeq, parseDocument, type YAMLMap } from 'yaml';
import { OperatorError } from '../core/operator-error.ts';
import { mustRun, type Programs } from '../core/programs.ts';
import { minutes } from '../core/time.ts';
import type { Watch } from '../core/until.ts';

export type ClusterRelease = {
  /** Of kubectl; the current one when absent. */
  readonly context: string | undefined;
  readonly namespace: string;
  readonly deployments: readonly string[];
  readonly repository: string;
  readonly image: string;
  /** The folder of a `kustomization.yaml`. Absent: somebody has committed it already. */
  readonly overlay: string | undefined;
  /** Applies the overlay itself. */
  readonly apply: boolean;
};

const rolloutMaxMs = 15 * minutes;

export async function deployCluster(
  watch: Watch,
  programs: Programs,
  release: ClusterRelease,
): Promise<void> {
  const { namespace, deployments, overlay, apply, image, repository, context } = release;
  const kubectl = (args: readonly string[], timeoutMs?: number): Promise<string> =>
    mustRun(
      programs,
      'kubectl',
      [...(context === undefined ? [] : ['--context', context]), ...args],
      timeoutMs === undefined ? {} : { timeoutMs },
    );
  if (overlay !== undefined) {
    await setImage(join(overlay, 'kustomization.yaml'), repository, image);
    watch.say(`${overlay} runs ${image} now.`);
    if (!apply) {
      watch.say(
        'Commit it: Argo CD rolls it out. Then run this command without --overlay to watch.',
      );
      return;
    }
    await kubectl(['apply', '--server-side', '-k', overlay]);
  }
  for (const deployment of deployments) {
    await untilImage(kubectl, namespace, deployment, image);
    watch.say(`${deployment} rolls out ...`);
    await rollout(watch, kubectl, namespace, deployment, overlay !== undefined);
  }
}

type Kubectl = (args: readonly string[], timeoutMs?: number) => Promise<string>;

/** Argo CD asks Git every three minutes. */
const untilImage = (
  kubectl: Kubectl,
  namespace: string,
  deployment: string,
  image: string,
): Promise<string> =>
  kubectl(
    [
      'wait',
      `deployment/${deployment}`,
      `--namespace=${namespace}`,
      `--for=jsonpath={.spec.template.spec.containers[0].image}=${image}`,
      '--timeout=600s',
    ],
    11 * minutes,
  );

async function rollout(
  watch: Watch,
  kubectl: Kubectl,
  namespace: string,
  deployment: string,
  isOurs: boolean,
): Promise<void> {
  const target = [`deployment/${deployment}`, `--namespace=${namespace}`];
  try {
    await kubectl(
      ['rollout', 'status', ...target, `--timeout=${rolloutMaxMs / 1_000}s`],
      rolloutMaxMs + minutes,
    );
  } catch (error) {
    if (!isOurs) {
      throw new OperatorError(
        `${deployment} did not become available: ${String(error)}`,
        'Revert the commit: Argo CD brings the old image back, and would undo an undoing here.',
      );
    }
    watch.say(`${deployment} did not become available: it goes back.`);
    await kubectl(['rollout', 'undo', ...target]);
    throw new OperatorError(
      `${deployment} failed and was taken back.`,
      `Read kubectl describe and logs of its newest pods in ${namespace}.`,
    );
  }
  watch.say(`${deployment} is available.`);
}

/** Sets name and digest of the product's image; other images, order and comments stay. */
export async function setImage(file: string, repository: string, image: string): Promise<void> {
  const document = parseDocument(await readFile(file, 'utf8'));
  const images = document.get('images');
  if (!isSeq<YAMLMap>(images)) {
    throw new OperatorError(`${file} has no list "images".`, 'Render it again.');
  }
  const entry = images.items.find(
    (one) => isMap(one) && [one.get('name'), one.get('newName')].includes(repository),
  );
  if (entry === undefined) {
    throw new OperatorError(
      `${file} says nothing about ${repository}.`,
      'Render it again with these settings.',
    );
  }
  entry.set('newName', repository);
  entry.set('digest', image.slice(repository.length + 1));
  entry.delete('newTag');
  await writeFile(file, document.toString());
}
