/** The workflows run nothing that may change overnight, hold no key, and may do only what they need. */
import { describe, expect, it } from 'vitest';
import { environments, primaryRegion } from '../../src/config/names.ts';
import { accountConfig } from '../../src/config/account.ts';
import { actions, type Job, jobs, scripts, steps, workflows } from './workflows.ts';

const texts = [...workflows, ...actions];
const own = (uses: string): boolean => uses.startsWith('./');

it('there are workflows to look at', () => {
  expect(workflows.length).toBeGreaterThanOrEqual(10);
  expect(scripts.length).toBeGreaterThan(20);
});

describe('what they run', () => {
  it('is pinned to a commit, with the version beside it', () => {
    const loose = texts.flatMap(({ path, text }) =>
      [...text.matchAll(/uses: (.+)$/gm)]
        .map(([, uses = '']) => uses)
        .filter((uses) => !own(uses) && !/^[\w.-]+(?:\/[\w.-]+)+@[0-9a-f]{40} # v?\d/.test(uses))
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
    expect(checkouts.filter(({ with: inputs }) => inputs?.['persist-credentials'] !== false)).toEqual(
      [],
    );
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
  const permissionsOf = (job: Job): readonly string[] =>
    Object.entries(job.permissions ?? {}).map(([name, right]) => `${name}: ${right}`);

  it('are none unless a job names them', () => {
    const open = workflows.filter(({ content }) => {
      const { permissions } = content;
      return permissions === undefined || Object.keys(permissions).length > 0;
    });
    expect(open.map(({ path }) => path)).toEqual([]);
  });

  it('change the repository nowhere but where a comment, an issue or an image is made', () => {
    const writing = jobs.flatMap((job) =>
      permissionsOf(job)
        .filter((right) => right.endsWith(': write') && right !== 'id-token: write')
        .map((right) => `${job.where.replace('.github/workflows/', '')} ${right}`),
    );
    expect(writing).toEqual([
      'deliver.yml image packages: write',
      'deliver.yml release packages: write',
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
    const signIns = steps.filter(({ uses }) => uses?.startsWith('aws-actions/'));
    expect(signIns.length).toBeGreaterThanOrEqual(6);
    for (const { where, with: inputs } of signIns) {
      expect(inputs?.['role-to-assume'], where).toMatch(/^\$\{\{ vars/);
    }
    for (const job of jobs.filter((one) => one.steps?.some((step) => isSignIn(step.uses)))) {
      expect(job.permissions?.['id-token'], job.where).toBe('write');
    }
  });

  it('to change anything in AWS belong to an environment, and plans to none', () => {
    // A role trusts either an environment or pull requests and main: the wrong one is refused.
    for (const job of jobs) {
      for (const step of job.steps ?? []) {
        const role = String(step.with?.['role-to-assume'] ?? '');
        if (role === '') continue;
        const reads = role.includes('PLAN_ROLE_ARN');
        expect(job.environment === undefined, job.where).toBe(reads);
      }
    }
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

type Dispatch = {
  readonly inputs?: { readonly environment?: { readonly options?: readonly string[] } };
};

const isSignIn = (uses: string | undefined): boolean => uses?.startsWith('aws-actions/') === true;

describe('limits', () => {
  it('every job ends by itself', () => {
    const endless = jobs.filter((job) => job.uses === undefined && !(Number(job['timeout-minutes']) > 0));
    expect(endless.map(({ where }) => where)).toEqual([]);
    for (const job of jobs) expect(job['timeout-minutes'] ?? 0, job.where).toBeLessThanOrEqual(120);
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
    for (const { where, concurrency } of changing) {
      const workflow = workflows.find(({ path }) => where.startsWith(`${path} `));
      expect(concurrency ?? workflow?.content.concurrency, where).toMatchObject({
        'cancel-in-progress': false,
      });
    }
  });

  it('keep load tests away from prod', () => {
    const test = workflows.find(({ path }) => path.endsWith('load-test.yml'));
    const { inputs } = test?.content.on.workflow_dispatch as Dispatch;
    expect(inputs?.environment?.options).toEqual(['dev', 'staging']);
  });
});
