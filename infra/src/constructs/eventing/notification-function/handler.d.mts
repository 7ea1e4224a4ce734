export type Publication = {
  readonly TopicArn: string;
  readonly Subject: string;
  readonly Message: string;
  readonly MessageAttributes: Readonly<
    Record<string, { readonly DataType: 'String'; readonly StringValue: string }>
  >;
};

export declare function createHandler(
  publish: (message: Publication) => Promise<unknown>,
  topicArn: string | undefined,
): (event: unknown) => Promise<void>;
