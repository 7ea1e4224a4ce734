/**
 * Routes about one's own account. Signing in, passkeys and second factors are spoken of under /api/auth
 * (see docs); here is what letters confirm, what the account prefers, and what becomes of its data.
 */
import { Type, type Static } from 'typebox';
import { emailPattern, passwordChars } from './account.ts';
import * as field from './fields.ts';
import { route } from './route.ts';

const closed = { additionalProperties: false } as const;
const line = String.raw`^(?=.*\S)[^\u0000-\u001f\u007f\ud800-\udfff]+$`;

export const accountLanguages = ['ko', 'en'] as const;

const Name = Type.String({ minLength: 1, maxLength: 100, pattern: line });
const Email = Type.String({ minLength: 3, maxLength: 254, pattern: emailPattern });
const NewPassword = Type.String({ minLength: passwordChars.min, maxLength: passwordChars.max });
const Language = field.oneOf(accountLanguages);
const Zone = Type.String({
  minLength: 1,
  maxLength: 64,
  pattern: '^[A-Za-z0-9_+/-]+$',
  description: 'IANA name, e.g. `Asia/Seoul`.',
});
const Token = Type.String({
  pattern: '^[A-Za-z0-9_-]{43}$',
  description: 'From the link in the letter.',
});
const Sent = Type.Object({ sent: Type.Boolean() });

/** Another way into the account than a passkey. */
export const SignInWay = Type.Object({
  id: Type.String({ maxLength: 100 }),
  /** `credential`: a password. */
  provider: Type.String({ maxLength: 50 }),
  addedAt: field.Instant,
});

export const Account = Type.Object({
  name: Type.String({ maxLength: 200 }),
  email: Type.String({ maxLength: 320 }),
  emailVerified: Type.Boolean(),
  createdAt: field.Instant,
  language: Type.Optional(Language),
  timeZone: Type.Optional(Zone),
  twoFactor: Type.Boolean(),
  signIns: Type.Array(SignInWay, { maxItems: 20 }),
  /** Signed in just now: what is hard to undo may be done without doing so again. */
  fresh: Type.Boolean(),
  upcomingTickets: Type.Integer({ minimum: 0 }),
});

const AccountAnswer = Type.Object({ account: Account });

export const accountRoutes = {
  requestSignUp: route({
    id: 'requestSignUp',
    method: 'POST',
    path: '/api/v1/account/sign-up',
    summary: 'Ask for an account; a link in a letter makes it. The answer never says who has one',
    auth: 'none',
    body: Type.Object({ name: Name, email: Email, password: NewPassword }, closed),
    status: 200,
    response: Sent,
    errors: ['cross_site'],
  }),
  confirmLink: route({
    id: 'confirmLink',
    method: 'POST',
    path: '/api/v1/account/confirmations',
    summary: 'What the link in a letter asks for: makes the account, or confirms its address',
    auth: 'none',
    body: Type.Object(
      {
        token: Token,
        password: Type.Optional(Type.String({ minLength: 1, maxLength: passwordChars.max })),
      },
      closed,
    ),
    status: 200,
    response: Type.Object({
      did: field.oneOf(['signed_up', 'verified', 'changed']),
      email: Type.String({ maxLength: 320 }),
    }),
    errors: ['link_invalid', 'password_required', 'account_required', 'cross_site'],
  }),
  requestVerification: route({
    id: 'requestVerification',
    method: 'POST',
    path: '/api/v1/account/verification',
    summary: 'Send the letter that confirms the address of this account',
    auth: 'account',
    status: 200,
    response: Sent,
    errors: [],
  }),
  requestEmailChange: route({
    id: 'requestEmailChange',
    method: 'POST',
    path: '/api/v1/account/email',
    summary: 'Change the address; it counts once the new one has been confirmed by a link',
    auth: 'account',
    body: Type.Object({ email: Email }, closed),
    status: 200,
    response: Sent,
    errors: ['fresh_sign_in_required'],
  }),
  requestPasswordReset: route({
    id: 'requestPasswordReset',
    method: 'POST',
    path: '/api/v1/account/password-reset',
    summary: 'Send a link to set a new password; the answer never says who has an account',
    auth: 'none',
    body: Type.Object({ email: Email }, closed),
    status: 200,
    response: Sent,
    errors: ['cross_site'],
  }),
  resetPassword: route({
    id: 'resetPassword',
    method: 'POST',
    path: '/api/v1/account/password',
    summary: 'Set a new password by the link of a letter; every device is signed out',
    auth: 'none',
    body: Type.Object({ token: Token, password: NewPassword }, closed),
    status: 200,
    response: Type.Object({ changed: Type.Boolean() }),
    errors: ['link_invalid', 'cross_site'],
  }),
  readAccount: route({
    id: 'readAccount',
    method: 'GET',
    path: '/api/v1/account',
    summary: 'This account: address, preferences, ways to sign in',
    auth: 'account',
    status: 200,
    response: AccountAnswer,
    errors: [],
  }),
  updateAccount: route({
    id: 'updateAccount',
    method: 'PUT',
    path: '/api/v1/account',
    summary: 'Change the name or what the account prefers; what is absent stays',
    auth: 'account',
    body: Type.Object(
      {
        name: Type.Optional(Name),
        language: Type.Optional(Language),
        /** An empty text: that of the device. */
        timeZone: Type.Optional(Type.Union([Zone, Type.Literal('')])),
      },
      closed,
    ),
    status: 200,
    response: AccountAnswer,
    errors: ['zone_unknown'],
  }),
  exportAccount: route({
    id: 'exportAccount',
    method: 'GET',
    path: '/api/v1/account/data',
    summary: 'Everything that is kept about this person, as one file',
    auth: 'account',
    status: 200,
    response: Type.Object(
      { exportedAt: field.Instant, personId: Type.String({ maxLength: 100 }) },
      { additionalProperties: true },
    ),
    errors: ['fresh_sign_in_required'],
  }),
  deleteAccount: route({
    id: 'deleteAccount',
    method: 'POST',
    path: '/api/v1/account/deletion',
    summary:
      'Delete this account; with tickets for the future it has to be said that this is known',
    auth: 'account',
    body: Type.Object({ losesTickets: Type.Boolean() }, closed),
    status: 200,
    response: Type.Object({ deleted: Type.Boolean() }),
    errors: ['fresh_sign_in_required', 'tickets_upcoming', 'payment_in_progress'],
  }),
} as const;

export type Account = Static<typeof Account>;
export type SignInWay = Static<typeof SignInWay>;
