/** What `terraform show -json` tells about a plan, as far as checks and tests read it. */

export type PlanJson = {
  readonly terraform_version: string;
  readonly planned_values: {
    readonly outputs?: Readonly<Record<string, PlannedOutput>>;
  };
  readonly resource_changes?: readonly ResourceChange[];
  readonly output_changes?: Readonly<Record<string, ValueChange>>;
  /** Holds the data sources that could be read while planning. */
  readonly prior_state?: { readonly values?: { readonly root_module?: PlanModule } };
};

export type PlanModule = { readonly resources?: readonly PlanResource[] };

export type PlanResource = {
  readonly address: string;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  readonly values: Readonly<Record<string, unknown>>;
};

/** `value` and `type` are missing while the value is unknown. */
export type PlannedOutput = {
  readonly sensitive?: boolean;
  readonly type?: unknown;
  readonly value?: unknown;
};

export type ValueChange = {
  readonly actions: readonly string[];
  /** Unknown parts are left out or `null`. */
  readonly after: unknown;
  /** `true`, or of the form of the value with `true` where it is unknown. */
  readonly after_unknown: unknown;
};

export type ResourceChange = {
  readonly address: string;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  readonly change: ValueChange;
};

/** A resource that would be created, with evaluated arguments (CIDRs, policies, tags). */
export type PlannedResource = {
  readonly address: string;
  readonly type: string;
  readonly name: string;
  /** What is only known after applying is missing. */
  readonly values: Readonly<Record<string, unknown>>;
};

export const plannedResources = ({ resource_changes: changes = [] }: PlanJson): PlannedResource[] =>
  changes
    .filter(({ mode, change }) => mode === 'managed' && change.actions.includes('create'))
    .map(({ address, type, name, change }) => ({
      address,
      type,
      name,
      values: (change.after ?? {}) as PlannedResource['values'],
    }));

/** Data sources that were read while planning, e.g. evaluated policy documents. */
export const readDataSources = ({ prior_state: state }: PlanJson): PlanResource[] =>
  (state?.values?.root_module?.resources ?? []).filter(({ mode }) => mode === 'data');
