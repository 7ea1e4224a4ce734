/** What a verification of a draw says: one line per check, and what the draw rests on. */

/** Names are fixed: user interfaces translate by name and outcome. */
export type DrawCheckName =
  /** The record can be read at all, and is of a version that is known here. */
  | 'format'
  /** It is the record of the event that was asked about. */
  | 'event'
  /** The commitment is the one somebody noted before the sale. */
  | 'noted_commitment'
  /** The revealed seed and the terms are those that were committed to. */
  | 'commitment'
  /** The root of the cohort is the one somebody noted when it closed. */
  | 'noted_root'
  /** The beacon is one of the public ones that are known here. */
  | 'chain'
  /** The beacon's round is the committed one, or one that may stand in, and came after the closing. */
  | 'round'
  /** The beacon has signed that round. */
  | 'signature'
  /** The record says itself what the draw rests on: the beacon, or the operator's word. */
  | 'basis'
  /** The published order is the one that follows from all of this. */
  | 'order'
  /** The ticket's entry is in the closed cohort. */
  | 'entry'
  /** The position that was claimed is the one that follows from the draw. */
  | 'position';

export type DrawCheck = {
  readonly name: DrawCheckName;
  /** A remark is nothing wrong, but something that one should know. */
  readonly outcome: 'passed' | 'failed' | 'remark';
  /** One sentence in plain English. */
  readonly message: string;
};

export const passed = (name: DrawCheckName, message: string): DrawCheck => ({
  name,
  outcome: 'passed',
  message,
});

export const failed = (name: DrawCheckName, message: string): DrawCheck => ({
  name,
  outcome: 'failed',
  message,
});

export const remark = (name: DrawCheckName, message: string): DrawCheck => ({
  name,
  outcome: 'remark',
  message,
});

/** Passed when it holds; each outcome has a sentence of its own. */
export const checked = (
  name: DrawCheckName,
  holds: boolean,
  whenTrue: string,
  whenFalse: string,
): DrawCheck => (holds ? passed(name, whenTrue) : failed(name, whenFalse));
