/** What the error table says about a code. */

export type ErrorEntry = {
  readonly status: number;
  /** Plain English for a developer reading the response; user interfaces translate by code. */
  readonly message: string;
  /** What the caller should do next. */
  readonly next: string;
};
