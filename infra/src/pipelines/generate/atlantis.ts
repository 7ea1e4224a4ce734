/**
 * `atlantis.yaml`: a project a stack, for those who plan and apply by comments on pull requests
 * instead of GitHub Actions. Every project has a workspace of its own, so that Atlantis locks and
 * checks out each one alone; Terraform's own workspaces are not used.
 */
import { stringify } from 'yaml';
import { environments, type Environment } from '../../config/names.ts';
import { pipelineStacks, type PipelineStack, stacksOf } from '../stacks.ts';
import { generatedHeader } from './header.ts';

/** What a change of can change a stack; the folders of other topologies cannot. */
const sharedSources = [
  'package-lock.json',
  'src/config/*.ts',
  'src/constructs/**/*.ts',
  'src/lib/**/*.ts',
  'src/runtime/**/*.ts',
  'src/topologies/*.ts',
  'src/topologies/parts/**/*.ts',
] as const;

const projectOf = ({ name, topology, environment }: PipelineStack) => ({
  name,
  dir: 'infra',
  workspace: name,
  workflow: `terraform-infracost-${environment}`,
  terraform_version: 'v1.11.4',
  // One after the other: a stack reads what the ones before it left in their states.
  execution_order_group: stacksOf(topology, environment).findIndex((stack) => stack.name === name),
  autoplan: {
    enabled: true,
    when_modified: [
      ...sharedSources,
      `src/config/${topology}/**/*.ts`,
      `src/topologies/${topology}/**/*.ts`,
    ],
  },
  plan_requirements: ['undiverged'],
  apply_requirements: ['approved', 'mergeable', 'undiverged'],
});

const lines = (...commands: readonly string[]): string => ['set -eu', ...commands].join('\n');

/**
 * Custom steps get `$PROJECT_NAME`, `$PLANFILE` and `$SHOWFILE` from Atlantis. Synthesis needs the
 * settings of the environment, which the server keeps in a file: they are not in the repository.
 */
function workflowOf(environment: Environment) {
  const chdir = 'terraform -chdir="dist/stacks/$PROJECT_NAME"';
  const synth =
    'npm run --silent --prefix .. infra -- synth ' +
    `--topology "\${PROJECT_NAME%%-${environment}-*}" --environment ${environment} ` +
    `--settings "$ONSALE_SETTINGS_FOLDER/${environment}.json" --out "$PWD/dist"`;
  // The server's own role takes on the one of the account that the environment lives in.
  const account = { env: { name: 'AWS_PROFILE', value: `onsale-${environment}` } };
  return {
    plan: {
      steps: [
        account,
        { run: { command: lines(synth), output: 'hide' } },
        { run: { command: lines(`${chdir} init -input=false -no-color`), output: 'hide' } },
        {
          run: lines(
            `${chdir} plan -input=false -no-color -lock-timeout=120s -out="$PLANFILE"`,
            `${chdir} show -json "$PLANFILE" >"$SHOWFILE"`,
          ),
        },
        {
          run: lines(
            'if [ -z "${INFRACOST_API_KEY:-}" ]; then echo "No Infracost key: no costs."; exit 0; fi',
            'infracost diff --path "$SHOWFILE" --no-color --project-name "$PROJECT_NAME"',
          ),
        },
      ],
    },
    apply: {
      steps: [account, { run: lines(`${chdir} apply -input=false -no-color "$PLANFILE"`) }],
    },
  };
}

export function atlantisConfig(): string {
  const config = {
    version: 3,
    automerge: false,
    abort_on_execution_order_fail: true,
    parallel_plan: false,
    parallel_apply: false,
    projects: pipelineStacks().map(projectOf),
    workflows: Object.fromEntries(
      environments.map((environment) => [
        `terraform-infracost-${environment}`,
        workflowOf(environment),
      ]),
    ),
  };
  return (
    generatedHeader('What Atlantis plans and applies: a project a stack.') +
    stringify(config, { lineWidth: 0, aliasDuplicateObjects: false, singleQuote: true })
  );
}
