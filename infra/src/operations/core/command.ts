/** A command of `operate`: what it is called with, what it is for, and what it does. */
import type { Topology } from '../../config/names.ts';
import type { Operation } from './operation.ts';

export type Flag = {
  readonly type: 'string' | 'boolean';
  /** The placeholder of its value in the help, e.g. `<digest>`. */
  readonly value?: string;
  readonly help: string;
};
export type Flags = Readonly<Record<string, Flag>>;

export type FlagValues<F extends Flags> = {
  readonly [K in keyof F]: F[K]['type'] extends 'boolean' ? boolean : string | undefined;
};

type Shape<F extends Flags> = {
  readonly name: string;
  /** One sentence. */
  readonly summary: string;
  /** Paragraphs of the help: what it does in which order, when it fails, what to do then. */
  readonly details: string;
  readonly flags: F;
  /** Absent: all of them. */
  readonly topologies?: readonly Topology[];
  /** `none`: it asks AWS for nothing, so no account is checked. */
  readonly account?: 'none';
};

export type Command = Shape<Flags> & {
  readonly run: (
    operation: Operation,
    values: Readonly<Record<string, string | boolean | undefined>>,
  ) => Promise<void>;
};

/** Gives the flags their types within `run`, and forgets them for the table of commands. */
export const command = <const F extends Flags>(
  shape: Shape<F>,
  run: (operation: Operation, flags: FlagValues<F>) => Promise<void>,
): Command => ({ ...shape, run: (operation, values) => run(operation, values as FlagValues<F>) });
