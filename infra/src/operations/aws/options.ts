/**
 * How every client of AWS is set up: short time-outs, some retries, and one place to redirect them.
 */

export type ClientOptions = {
  readonly region: string;
  /** Another address than AWS's: an emulator, or the fake of the tests. */
  readonly endpoint?: string;
  /** With an endpoint of one's own; otherwise AWS's usual chain finds them. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
};

const connectMaxMs = 5_000;
const answerMaxMs = 60_000;

export const clientConfig = ({ region, endpoint, credentials }: ClientOptions) => ({
  region,
  maxAttempts: 5,
  requestHandler: { connectionTimeout: connectMaxMs, requestTimeout: answerMaxMs },
  ...(endpoint === undefined ? {} : { endpoint }),
  ...(credentials === undefined ? {} : { credentials }),
});

/** An answer of AWS without what it always has would be a bug of one of us. */
export function present<T>(value: T | undefined | null, what: string): T {
  if (value !== undefined && value !== null) return value;
  throw new Error(`AWS answered without ${what}.`);
}

/** Whether an error is AWS's way of saying that there is no such thing. */
export const isMissing = (error: unknown): boolean =>
  error instanceof Error &&
  /NotFound|NoSuch|ClusterNotFoundException|DoesNotExist|ResourceNotFoundException/i.test(
    error.name,
  );

export async function orMissing<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
