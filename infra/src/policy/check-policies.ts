/** Runs every rule over every deployment and takes out what is suppressed with a reason. */
import { environments, topologies } from '../config/names.ts';
import { type DeploymentGraph, readDeployment } from './graph.ts';
import type { Finding, Rule } from './rule.ts';
import { rules } from './rules.ts';
import { type Suppression, suppressions } from './suppressions.ts';
import type { SynthesisedDeployment } from './synthesised.ts';

export type PolicyReport = {
  readonly findings: readonly Finding[];
  readonly suppressed: readonly (Finding & { readonly suppressedBecause: string })[];
};

export type PolicyOptions = {
  readonly rules?: readonly Rule[];
  readonly suppressions?: readonly Suppression[];
};

/** A reason shorter than this says nothing. */
const reasonLengthMin = 20;

export const findingsOf = (graph: DeploymentGraph, rule: Rule): readonly Finding[] =>
  rule.environments === undefined || rule.environments.includes(graph.environment)
    ? rule.check(graph).map(({ stack, address, message, remedy }) => ({
        rule: rule.id,
        stack,
        address,
        message,
        remedy,
      }))
    : [];

/**
 * A suppression that suppresses nothing in any deployment that it may concern is a finding too, so
 * that the list cannot outlive what it excuses. In a run for one topology some of them are missing,
 * and nothing is said about it.
 */
export function checkPolicies(
  deployments: readonly SynthesisedDeployment[],
  options: PolicyOptions = {},
): PolicyReport {
  const checked = options.rules ?? rules;
  const excuses = options.suppressions ?? suppressions;
  const graphs = deployments.map(readDeployment);
  const found = graphs.flatMap((graph) =>
    checked.flatMap((rule) => findingsOf(graph, rule).map((finding) => ({ finding, graph }))),
  );
  const used = new Set<Suppression>();
  const findings: Finding[] = [];
  const suppressed: (Finding & { suppressedBecause: string })[] = [];
  const seen = new Set<string>();
  for (const { finding, graph } of found) {
    // The stack of the account belongs to several deployments.
    const identity = Object.values(finding).join('\n');
    if (seen.has(identity)) continue;
    seen.add(identity);
    const excuse = excuses.find((suppression) => covers(suppression, finding, graph));
    if (excuse === undefined) {
      findings.push(finding);
    } else {
      used.add(excuse);
      suppressed.push({ ...finding, suppressedBecause: excuse.reason });
    }
  }
  const wrong = excuses.flatMap((suppression) => {
    const unused = !used.has(suppression) && isDecided(suppression, graphs);
    return complaintsAbout(suppression, checked, unused);
  });
  return { findings: [...findings, ...wrong], suppressed };
}

const concerns = (suppression: Suppression, graph: DeploymentGraph): boolean =>
  (suppression.topology ?? graph.topology) === graph.topology &&
  (suppression.environments ?? environments).includes(graph.environment);

/** Whether all deployments that it may concern were looked at. */
const isDecided = (suppression: Suppression, graphs: readonly DeploymentGraph[]): boolean =>
  (suppression.topology === undefined ? topologies : [suppression.topology]).every((topology) =>
    (suppression.environments ?? environments).every((environment) =>
      graphs.some((graph) => graph.topology === topology && graph.environment === environment),
    ),
  );

function covers(suppression: Suppression, finding: Finding, graph: DeploymentGraph): boolean {
  const { rule, address, stack = finding.stack } = suppression;
  if (rule !== finding.rule || stack !== finding.stack) return false;
  if (!concerns(suppression, graph)) return false;
  return address.endsWith('*')
    ? finding.address.startsWith(address.slice(0, -1))
    : finding.address === address;
}

function complaintsAbout(
  { rule, address, reason }: Suppression,
  checked: readonly Rule[],
  unused: boolean,
): Finding[] {
  const complaint = (message: string, remedy: string): Finding => ({
    rule: 'suppressions',
    stack: 'suppressions.ts',
    address: `${rule} ${address}`,
    message,
    remedy,
  });
  return [
    ...(checked.some(({ id }) => id === rule)
      ? []
      : [complaint('names a rule that does not exist.', 'Correct the name, or remove it.')]),
    ...(reason.trim().length >= reasonLengthMin
      ? []
      : [
          complaint(
            'gives no reason worth the name.',
            `Use ${reasonLengthMin} characters or more.`,
          ),
        ]),
    ...(unused ? [complaint('suppresses nothing.', 'Remove it.')] : []),
  ];
}
