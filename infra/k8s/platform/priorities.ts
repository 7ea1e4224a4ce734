/** Who gives way when there is no room: a load test first, what sells last. */
import { PriorityClass } from 'kubernetes-models/scheduling.k8s.io/v1/PriorityClass';
import { priorities } from '../application/names.ts';
import { checked, type Manifest } from '../manifest/manifest.ts';

type Priority = {
  readonly value: number;
  readonly description: string;
  readonly preempts: boolean;
};

const classes = {
  [priorities.serving]: { value: 100_000, description: 'Answers buyers', preempts: true },
  [priorities.background]: { value: 50_000, description: 'Works behind them', preempts: true },
  [priorities.batch]: { value: -10, description: 'Can wait', preempts: false },
} as const satisfies Readonly<Record<string, Priority>>;

export const priorityClasses = (): readonly Manifest[] =>
  Object.entries(classes).map(([name, { value, description, preempts }]) =>
    checked(
      new PriorityClass({
        metadata: { name },
        value,
        description,
        globalDefault: false,
        preemptionPolicy: preempts ? 'PreemptLowerPriority' : 'Never',
      }),
    ),
  );
