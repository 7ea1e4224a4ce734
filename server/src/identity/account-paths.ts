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
  /** An attempt that hashes a password: limited, and sent away while too many wait. */
  readonly hashes?: true;
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
};
