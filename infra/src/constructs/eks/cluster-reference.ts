/** A cluster as others name it. */
export type ClusterReference = {
  /** Known while synthesising: for names, and for policies that have it in a key. */
  readonly name: string;
  /** The same, of the cluster itself: whatever uses it waits until the cluster is there. */
  readonly reference: string;
};
