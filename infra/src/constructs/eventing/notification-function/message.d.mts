export declare function messageOf(event: unknown): {
  readonly type: string;
  readonly subject: string;
  readonly text: string;
};
