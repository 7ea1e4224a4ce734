/** What the commands about accounts need. */
import type { Clock } from '../lib/clock.ts';
import type { Db } from '../lib/db.ts';
import type { Ids } from '../lib/uuid-v7.ts';
import type { AccountLetters } from './account-letters.ts';
import type { Accounts } from './accounts.ts';
import type { AfterAnswer } from './after-answer.ts';
import type { LetterLimits } from './letter-limits.ts';
import type { Random } from './links.ts';
import type { Passwords } from './password-queue.ts';
import type { PersonalData } from './personal-data.ts';
import type { Revocations } from './revocations.ts';
import type { Sessions } from './sessions.ts';
import type { SignInLimits } from './sign-in-limits.ts';

export type AccountDeps = {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly sessions: Pick<Sessions, 'cookies'>;
  readonly accounts: Pick<Accounts, 'find' | 'signIn'>;
  readonly revocations: Pick<Revocations, 'hear'>;
  readonly passwords: Passwords;
  readonly signInLimits: SignInLimits;
  readonly letterLimits: LetterLimits;
  /** Undefined: this deployment sends no mail, and what needs mail is not served. */
  readonly letters: AccountLetters | undefined;
  readonly afterAnswer: AfterAnswer;
  /** An account comes to be when its address was confirmed. */
  readonly signUpConfirmed: boolean;
  readonly publicOrigin: string | undefined;
  readonly personalData: readonly PersonalData[];
  /** Something was committed that the outbox has to tell. */
  readonly onCommit: () => void;
  readonly random?: Random;
};
