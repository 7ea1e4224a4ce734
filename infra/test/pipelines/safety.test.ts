/** The workflows run nothing that may change overnight, hold no key, and may do only what they need. */
import { describe, expect, it } from 'vitest';
import { environments, primaryRegion } from '../../src/config/names.ts';
import { accountConfig } from '../../src/config/account.ts';
import { actions, type Job, jobs, scripts, steps, workflows } from './workflows.ts';

const texts = [...workflows, ...actions];
const permissionsOf = (job: Job): readonly string[] =>
  Object.entries(job.permissions ?? {}).map(([name, right]) => `${name}: ${right}`);
const isSignIn = (uses: string | undefined): boolean => uses?.startsWith('aws-actions/') === true;
/** What a job signs in to AWS as, if it does. */
const rolesOf = (job: Job): readonly string[] =>
  (job.steps ?? []).flatMap(({ with: inputs }) => {
    const role = inputs?.['role-to-assume'];
    return typeof role === 'string' ? [role] : [];
  });
const isOurs = (uses: string): boolean => uses.startsWith('./');

it('there are workflows to look at', () => {
  expect(workflows.length).toBeGreaterThanOrEqual(10);
  expect(scripts.length).toBeGreaterThan(20);
});

describe('what they run', () => {
  it('is pinned to a commit, with the version beside it', () => {
    const loose = texts.flatMap(({ path, text }) =>
      [...text.matchAll(/uses: (.+)$/gm)]
        .map(([, uses = '']) => uses)
        .filter((uses) => !isOurs(uses) && !/^[\w.-]+(?:\/[\w.-]+)+@[0-9a-f]{40} # v?\d/.test(uses))
        .map((uses) => `${path}: ${uses}`),
    );
    expect(loose).toEqual([]);
  });

  it('is the same release of an action everywhere', () => {
    const pins = new Map<string, Set<string>>();
    for (const { uses } of steps) {
      const [name, commit] = uses?.split('@') ?? [];
      if (name === undefined || commit === undefined) continue;
      pins.set(name, (pins.get(name) ?? new Set()).add(commit));
    }
    expect([...pins].filter(([, commits]) => commits.size > 1)).toEqual([]);
    expect(pins.size).toBeGreaterThan(5);
  });

  it('does not leave a token in the checkout', () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkouts.length).toBeGreaterThan(5);
    expect(
      checkouts.filter(({ with: inputs }) => inputs?.['persist-credentials'] !== false),
    ).toEqual([]);
  });

  it('never runs for pull requests of others with our rights', () => {
    const events = workflows.flatMap(({ content }) => Object.keys(content.on));
    expect(events).not.toContain('pull_request_target');
    expect(events).not.toContain('workflow_run');
  });

  it('takes no text of others into a script: it comes as a variable', () => {
    const injected = scripts.filter(({ run }) => run.includes('${{'));
    expect(injected.map(({ where }) => where)).toEqual([]);
  });
});

describe('rights', () => {
  it('are none unless a job names them', () => {
    const open = workflows.filter(({ content }) => {
      const { permissions } = content;
      return permissions === undefined || Object.keys(permissions).length > 0;
    });
    expect(open.map(({ path }) => path)).toEqual([]);
  });

  it('change the repository nowhere but where a comment, an issue, an image or manifests are made', () => {
    const writing = jobs.flatMap((job) =>
      permissionsOf(job)
        .filter((right) => right.endsWith(': write') && right !== 'id-token: write')
        .map((right) => `${job.where.replace('.github/workflows/', '')} ${right}`),
    );
    expect(writing).toEqual([
      'deliver.yml image packages: write',
      'deliver.yml dev contents: write',
      'deliver.yml release packages: write',
      'deliver.yml staging contents: write',
      'deliver.yml prod contents: write',
      'deploy.yml deploy contents: write',
      'drift.yml report issues: write',
      'image.yml build packages: write',
      'image.yml publish packages: write',
      'infrastructure.yml comment pull-requests: write',
    ]);
  });

  it('in AWS come from GitHub vouching for the job, never from a key', () => {
    for (const { text } of texts) {
      expect(text).not.toMatch(/secrets\.AWS|aws-access-key-id|aws-secret-access-key/i);
    }
    const signedIn = jobs.filter((job) => job.steps?.some(({ uses }) => isSignIn(uses)));
    expect(signedIn.length).toBeGreaterThanOrEqual(6);
    const withoutRole = signedIn.filter((job) => {
      const signIns = job.steps?.filter(({ uses }) => isSignIn(uses)) ?? [];
      return rolesOf(job).filter((role) => role.startsWith('${{ vars')).length !== signIns.length;
    });
    expect(withoutRole.map(({ where }) => where)).toEqual([]);
    const unknown = signedIn.filter((job) => job.permissions?.['id-token'] !== 'write');
    expect(unknown.map(({ where }) => where)).toEqual([]);
  });

  it('to change anything in AWS belong to an environment, and plans to none', () => {
    // A role trusts either an environment or pull requests and main: the wrong one is refused.
    const mistaken = jobs.filter((job) => {
      const reads = rolesOf(job).map((role) => role.includes('PLAN_ROLE_ARN'));
      return reads.some((only) => only !== (job.environment === undefined));
    });
    expect(mistaken.map(({ where }) => where)).toEqual([]);
  });

  it('use the environments whose names the roles trust', () => {
    for (const environment of environments) {
      expect(accountConfig(environment).githubEnvironment).toBe(environment);
    }
    const named = workflows.flatMap(({ content }) => {
      const dispatch = content.on.workflow_dispatch as Dispatch | null | undefined;
      return dispatch?.inputs?.environment?.options ?? [];
    });
    expect([...new Set(named)].toSorted()).toEqual([...environments].toSorted());
  });

  it('work in the region where everything is', () => {
    const regions = jobs.flatMap(({ env }) => env?.AWS_REGION ?? []);
    expect([...new Set(regions)]).toEqual([primaryRegion]);
  });
});

type Concurrency = { readonly 'cancel-in-progress'?: unknown };
type Dispatch = {
  readonly inputs?: { readonly environment?: { readonly options?: readonly string[] } };
};

describe('limits', () => {
  it('every job ends by itself', () => {
    const endless = jobs.filter(({ uses, 'timeout-minutes': minutes = 0 }) => {
      return uses === undefined && !(minutes > 0 && minutes <= 120);
    });
    expect(endless.map(({ where }) => where)).toEqual([]);
  });

  it('every workflow, or each of its jobs that change something, runs once at a time', () => {
    const unbounded = workflows.filter(({ content }) => {
      if (content.concurrency !== undefined) return false;
      return Object.values(content.jobs).some(
        (job) => job.environment !== undefined && job.concurrency === undefined,
      );
    });
    expect(unbounded.map(({ path }) => path)).toEqual([]);
  });

  it('nothing that changes AWS is cancelled half-way', () => {
    const changing = jobs.filter(({ environment }) => environment !== undefined);
    expect(changing.length).toBeGreaterThanOrEqual(4);
    const cancelled = changing.filter(({ where, concurrency }) => {
      const workflow = workflows.find(({ path }) => where.startsWith(`${path} `));
      const own = concurrency ?? workflow?.content.concurrency;
      return (own as Concurrency | undefined)?.['cancel-in-progress'] !== false;
    });
    expect(cancelled.map(({ where }) => where)).toEqual([]);
  });

  it('keep load tests away from prod', () => {
    const inputs = workflows
      .filter(({ path }) => path.endsWith('load-test.yml'))
      .map(({ content }) => (content.on.workflow_dispatch as Dispatch).inputs);
    expect(inputs.map((input) => input?.environment?.options)).toEqual([['dev', 'staging']]);
  });
});
