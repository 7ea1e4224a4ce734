/** What a plan would change, read from Terraform's JSON of it. */

export type Changes = {
  readonly created: number;
  readonly updated: number;
  /** Addresses: what is replaced or deleted is worth reading one by one. */
  readonly replaced: readonly string[];
  readonly deleted: readonly string[];
  /** Whether stacks that come later will read something else from this one. */
  readonly outputsChange: boolean;
};

type Change = { readonly actions?: readonly string[] };
type PlanJson = {
  readonly resource_changes?: readonly {
    readonly address?: string;
    readonly mode?: string;
    readonly change?: Change;
  }[];
  readonly output_changes?: Readonly<Record<string, Change>>;
};

/** Throws for what is no plan: a plan that cannot be read must not pass for one without changes. */
export function changesOf(json: string): Changes {
  const plan = JSON.parse(json) as PlanJson & { readonly format_version?: string };
  if (plan.format_version === undefined) throw new Error('This is not the JSON of a plan.');
  // What is only looked up appears as a change too.
  const resources = (plan.resource_changes ?? []).filter(({ mode }) => mode === 'managed');
  const having = (wanted: string): readonly string[] =>
    resources
      .filter(({ change }) => kindOf(change) === wanted)
      .map(({ address = 'without an address' }) => address);
  return {
    created: having('create').length,
    updated: having('update').length,
    replaced: having('replace'),
    deleted: having('delete'),
    outputsChange: Object.values(plan.output_changes ?? {}).some(
      (change) => kindOf(change) !== 'none',
    ),
  };
}

function kindOf(change: Change | undefined): 'create' | 'update' | 'replace' | 'delete' | 'none' {
  const actions = change?.actions ?? [];
  if (actions.includes('delete')) return actions.includes('create') ? 'replace' : 'delete';
  if (actions.includes('create')) return 'create';
  return actions.includes('update') ? 'update' : 'none';
}

export const changesNothing = (changes: Changes): boolean =>
  changes.created + changes.updated + changes.replaced.length + changes.deleted.length === 0;
