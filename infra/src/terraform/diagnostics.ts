/** What Terraform finds wrong, as it prints it with `-json`. */

export type TerraformProblem = {
  readonly severity: 'error' | 'warning';
  readonly summary: string;
  readonly detail: string;
  /** The resource or output, e.g. `aws_vpc.main` or `resource.aws_vpc.main`. */
  readonly address?: string;
  readonly file?: string;
  readonly line?: number;
};

type Diagnostic = {
  readonly severity: 'error' | 'warning';
  readonly summary: string;
  readonly detail?: string;
  readonly address?: string;
  readonly range?: { readonly filename: string; readonly start: { readonly line: number } };
  readonly snippet?: { readonly context?: string | null };
};

/** Of `terraform validate -json`. */
export function problemsOfValidate(stdout: string): TerraformProblem[] {
  const { diagnostics = [] } = JSON.parse(stdout) as { readonly diagnostics?: Diagnostic[] };
  return diagnostics.map(problemOf);
}

/** Of `terraform plan -json`, which prints one object a line. */
export function problemsOfPlan(stdout: string): TerraformProblem[] {
  return stdout
    .split('\n')
    .filter((line) => line.includes('"diagnostic"'))
    .map((line) => JSON.parse(line) as { readonly type: string; readonly diagnostic?: Diagnostic })
    .flatMap(({ type, diagnostic }) =>
      type === 'diagnostic' && diagnostic !== undefined ? [problemOf(diagnostic)] : [],
    );
}

function problemOf({ severity, summary, detail, address, range, snippet }: Diagnostic) {
  const where = address ?? snippet?.context ?? undefined;
  return {
    severity,
    summary,
    detail: detail ?? '',
    ...(where === undefined ? {} : { address: where }),
    ...(range === undefined ? {} : { file: range.filename, line: range.start.line }),
  } satisfies TerraformProblem;
}

/** For failures that Terraform does not describe as JSON. */
export const errorOf = (summary: string, detail = ''): TerraformProblem => ({
  severity: 'error',
  summary,
  detail,
});

/** One line, e.g. `aws_vpc.main: Unsupported argument: ... (cdk.tf.json:12)`. */
export function describeTerraformProblem(problem: TerraformProblem): string {
  const { address, summary, detail, file, line } = problem;
  const place = file === undefined ? '' : ` (${file}:${line})`;
  const text = detail === '' ? summary : `${summary}: ${detail.replaceAll(/\s+/g, ' ')}`;
  return `${address === undefined ? '' : `${address}: `}${text}${place}`;
}
