/** Lets an operator say by name what may be changed: a habit of typing "yes" destroys things. */
import { OperatorError } from './operator-error.ts';

export type ConfirmOptions = {
  readonly given: string | undefined;
  readonly dryRun: boolean;
  /** Absent where nobody can type. */
  readonly ask?: (question: string) => Promise<string>;
};

export const confirmWith =
  ({ given, dryRun, ask }: ConfirmOptions) =>
  async (name: string, why: string): Promise<void> => {
    if (dryRun || given === name) return;
    if (given !== undefined) {
      throw new OperatorError(
        `${why} --confirm names "${given}", but this is about ${name}.`,
        `Check that you mean it; then use --confirm ${name}.`,
      );
    }
    if (ask === undefined) {
      throw new OperatorError(why, `Use --confirm ${name} when you mean it.`);
    }
    const typed = await ask(`${why} Type ${name} to go on: `);
    if (typed.trim() === name) return;
    throw new OperatorError(
      `"${typed.trim()}" is not ${name}: nothing was changed.`,
      'Look again.',
    );
  };
