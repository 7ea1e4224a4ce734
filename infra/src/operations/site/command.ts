/** `operate publish-site`. */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { edgeConfig as recovery } from '../../config/disaster-recovery/edge.ts';
import { edgeConfig as ec2 } from '../../config/ec2-aurora/edge.ts';
import { edgeConfig as eks } from '../../config/eks/edge.ts';
import { edgeConfig as fargate } from '../../config/fargate/edge.ts';
import { command } from '../core/command.ts';
import { OperatorError } from '../core/operator-error.ts';
import { bucketNames } from '../parts.ts';
import { readSite } from './files.ts';
import { publishSite } from './publish-site.ts';

const edge = { 'ec2-aurora': ec2, eks, fargate, 'disaster-recovery': recovery } as const;
const web = join(import.meta.dirname, '../../../../web/dist');

export const publishSiteCommand = command(
  {
    name: 'publish-site',
    summary: 'Uploads the web app and has CloudFront forget the old one.',
    details: [
      'Run it before `deploy`: servers of the new release refer to the new files. Files with a',
      'hash in their name are kept by browsers for a year and go first; the others follow;',
      'unchanged ones are skipped by their hash. A file goes when no release of the last 30',
      'days used it. At the end CloudFront forgets, once. `npm run build:web` makes what is',
      'uploaded.',
    ].join('\n'),
    flags: {
      folder: { type: 'string', value: '<folder>', help: 'What the web build made for browsers.' },
    },
  },
  async (operation, flags) => {
    const { topology, environment, settings, aws, dryRun } = operation;
    const folder = flags.folder ?? (await builtFolder());
    const files = await readSite(folder, edge[topology](environment).browserSeconds);
    if (!files.some(({ hashed }) => hashed)) {
      throw new OperatorError(
        `${folder} has no file with a hash in its name.`,
        'Run `npm run build:web`, or name its folder `client` with --folder.',
      );
    }
    const { buckets, distributions } = aws();
    await publishSite(
      operation,
      { buckets, distributions },
      {
        bucket: bucketNames(operation).site,
        distributionId: await distributions.findByHost(settings.domain),
        files,
        dryRun,
      },
    );
  },
);

/** `dist/current` names the folder of the newest build. */
async function builtFolder(): Promise<string> {
  const current = await readFile(join(web, 'current'), 'utf8').catch(() => '');
  const folder = join(web, current.trim(), 'client');
  const isThere = current !== '' && (await stat(folder).catch(() => undefined)) !== undefined;
  if (isThere) return folder;
  throw new OperatorError('The web app is not built.', 'Run `npm run build:web`.');
}
