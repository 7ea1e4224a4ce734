/** Something that an operator can do something about: what went wrong, and a way out. */
export class OperatorError extends Error {
  readonly remedy: string;

  constructor(problem: string, remedy: string) {
    super(problem);
    this.name = 'OperatorError';
    this.remedy = remedy;
  }
}

export const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
