/**
 * Hashing passwords, a few at a time. A hash takes about a tenth of a second of a processor and 32 MB
 * by design; without a bound, a rush of sign-ins would take every processor from the sale. The rest
 * waits in line, and when the line is long, newcomers are sent away before they cost anything.
 */
import { hashPassword, verifyPassword } from 'better-auth/crypto';

export type Passwords = {
  hash(password: string): Promise<string>;
  verify(attempt: { hash: string; password: string }): Promise<boolean>;
  /** Whether another attempt would have to wait too long. */
  isFull(): boolean;
  /** Hashes waiting or under way. */
  depth(): number;
};

export type PasswordOptions = {
  /** Hashes at the same time. */
  readonly hashesMax: number;
  /** Hashes that may wait, for each that runs: 25 are about three seconds. */
  readonly waitingMax?: number;
  readonly hash?: typeof hashPassword;
  readonly verify?: typeof verifyPassword;
};

/** Thrown when the line is full. */
export class PasswordsBusy extends Error {
  override name = 'PasswordsBusy';
}

export function createPasswords(options: PasswordOptions): Passwords {
  const { hashesMax, waitingMax = 25, hash = hashPassword, verify = verifyPassword } = options;
  const depthMax = hashesMax * (1 + waitingMax);
  const waiting: (() => void)[] = [];
  let running = 0;

  const isFull = (): boolean => running + waiting.length >= depthMax;

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (isFull()) throw new PasswordsBusy('too many passwords are waiting to be hashed');
    if (running >= hashesMax) {
      // Whoever finishes hands its place on: `running` stays as it is.
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else {
      running += 1;
    }
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  }

  return {
    hash: (password) => inTurn(() => hash(password)),
    verify: (attempt) => inTurn(() => verify(attempt)),
    isFull,
    depth: () => running + waiting.length,
  };
}
