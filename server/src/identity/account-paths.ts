/**
 * Which requests reach the library that keeps accounts: these and no others, with these fields and no
 * others. What a new version of it offers besides stays closed until it is listed here.
 */
import { type TSchema, Type } from 'typebox';
import { passwordChars } from '@onsale/contract/account.ts';

export type AccountPath = {
  readonly method: 'GET' | 'POST';
  /** Absent: an empty body, or an empty object. */
  readonly body?: TSchema;
  /** What follows the `?`; absent: nothing is passed on. */
  readonly query?: TSchema;
  /** An attempt that hashes a password: limited, and sent away while too many wait. */
  readonly hashes?: true;
  /** An attempt at something else that could be guessed: limited by address. */
  readonly guesses?: true;
  /** Only for somebody who signed in just now. */
  readonly fresh?: true;
  /** Answered by the library's instance of a provider: the one that the path or the body names. */
  readonly byProvider?: true;
  /** Served only where this is offered. */
  readonly needs?: 'passkeys' | 'providers';
  /** A page of the site names itself to the library, which compares it with what a device signed. */
  readonly tellsOrigin?: true;
  /** Put into the body, whatever the caller says. */
  readonly always?: Readonly<Record<string, unknown>>;
};

const closed = { additionalProperties: false } as const;
const line = String.raw`^(?=.*\S)[^\u0000-\u001f\u007f\ud800-\udfff]+$`;
const Name = Type.String({ minLength: 1, maxLength: 200, pattern: line });
const Email = Type.String({ minLength: 3, maxLength: 320, pattern: String.raw`^[^\s\u0000]+$` });
/** Of any length that can be tried; whether it is good enough is said by the library. */
const Password = Type.String({ minLength: 1, maxLength: passwordChars.max });
const Remember = Type.Optional(Type.Boolean());
const Id = Type.String({ minLength: 1, maxLength: 100 });
const Code = Type.String({ minLength: 6, maxLength: 20, pattern: '^[A-Za-z0-9-]+$' });
const MaybePassword = Type.Optional(Password);
const KeyName = Type.String({ minLength: 1, maxLength: 60, pattern: line });
/** What a browser answers for a device; the library takes it apart. */
const Credential = Type.Object(
  {
    id: Type.String({ minLength: 1, maxLength: 1_400 }),
    rawId: Type.String({ minLength: 1, maxLength: 1_400 }),
    type: Type.Literal('public-key'),
    authenticatorAttachment: Type.Optional(Type.String({ maxLength: 50 })),
    clientExtensionResults: Type.Object({}, { additionalProperties: true }),
    response: Type.Record(
      Type.String({ maxLength: 50 }),
      Type.Union([
        Type.String({ maxLength: 6_000 }),
        Type.Integer(),
        Type.Array(Type.String({ maxLength: 20 }), { maxItems: 10 }),
        Type.Null(),
      ]),
    ),
  },
  closed,
);
const Provider = Type.String({ pattern: '^[a-z]{2,20}$' });
/** Where people come back to; pages remember by themselves where they were going. */
const wayBack = { disableRedirect: true } as const;

export const accountPaths: Readonly<Record<string, AccountPath>> = {
  '/sign-up/email': {
    method: 'POST',
    body: Type.Object(
      { name: Name, email: Email, password: Password, rememberMe: Remember },
      closed,
    ),
    hashes: true,
  },
  '/sign-in/email': {
    method: 'POST',
    body: Type.Object({ email: Email, password: Password, rememberMe: Remember }, closed),
    hashes: true,
  },
  '/sign-out': { method: 'POST' },
  '/get-session': { method: 'GET' },
  '/list-sessions': { method: 'GET' },
  '/revoke-session': {
    method: 'POST',
    body: Type.Object({ token: Type.String({ minLength: 1, maxLength: 200 }) }, closed),
  },
  '/revoke-other-sessions': { method: 'POST' },
  '/revoke-sessions': { method: 'POST' },
  '/change-password': {
    method: 'POST',
    body: Type.Object({ currentPassword: Password, newPassword: Password }, closed),
    hashes: true,
    // Whoever knows the old password is signed out.
    always: { revokeOtherSessions: true },
  },
  '/update-user': { method: 'POST', body: Type.Object({ name: Name }, closed) },
  '/two-factor/enable': {
    method: 'POST',
    body: Type.Object({ password: MaybePassword }, closed),
    hashes: true,
    fresh: true,
    always: { method: 'totp' },
  },
  '/two-factor/disable': {
    method: 'POST',
    body: Type.Object({ password: MaybePassword }, closed),
    hashes: true,
    fresh: true,
  },
  '/two-factor/generate-backup-codes': {
    method: 'POST',
    body: Type.Object({ password: MaybePassword }, closed),
    hashes: true,
    fresh: true,
  },
  '/two-factor/verify-totp': {
    method: 'POST',
    body: Type.Object({ code: Code, trustDevice: Remember }, closed),
    guesses: true,
  },
  '/two-factor/verify-backup-code': {
    method: 'POST',
    body: Type.Object({ code: Code, trustDevice: Remember }, closed),
    guesses: true,
  },
  '/passkey/generate-register-options': { method: 'GET', needs: 'passkeys', fresh: true },
  '/passkey/verify-registration': {
    method: 'POST',
    body: Type.Object({ response: Credential, name: Type.Optional(KeyName) }, closed),
    needs: 'passkeys',
    fresh: true,
    tellsOrigin: true,
  },
  '/passkey/generate-authenticate-options': { method: 'GET', needs: 'passkeys' },
  '/passkey/verify-authentication': {
    method: 'POST',
    body: Type.Object({ response: Credential }, closed),
    needs: 'passkeys',
    guesses: true,
    tellsOrigin: true,
  },
  '/passkey/list-user-passkeys': { method: 'GET' },
  '/passkey/update-passkey': {
    method: 'POST',
    body: Type.Object({ id: Id, name: KeyName }, closed),
  },
  '/passkey/delete-passkey': {
    method: 'POST',
    body: Type.Object({ id: Id }, closed),
    fresh: true,
  },
  '/sign-in/social': {
    method: 'POST',
    body: Type.Object({ provider: Provider }, closed),
    byProvider: true,
    needs: 'providers',
    guesses: true,
    always: { ...wayBack, callbackURL: '/signed-in', errorCallbackURL: '/sign-in' },
  },
  '/link-social': {
    method: 'POST',
    body: Type.Object({ provider: Provider }, closed),
    byProvider: true,
    needs: 'providers',
    fresh: true,
    always: { ...wayBack, callbackURL: '/account', errorCallbackURL: '/account' },
  },
  '/callback/:provider': {
    method: 'GET',
    query: Type.Object(
      {
        code: Type.Optional(Type.String({ maxLength: 4_000 })),
        state: Type.Optional(Type.String({ maxLength: 200 })),
        iss: Type.Optional(Type.String({ maxLength: 500 })),
        error: Type.Optional(Type.String({ maxLength: 100 })),
      },
      { additionalProperties: true },
    ),
    byProvider: true,
    needs: 'providers',
    guesses: true,
  },
  '/unlink-account': {
    method: 'POST',
    body: Type.Object({ accountId: Id }, closed),
    fresh: true,
  },
};
