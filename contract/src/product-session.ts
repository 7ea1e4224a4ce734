/** Routes about who is asking. Signing in and up happen under /api/auth (see docs). */
import { Type } from 'typebox';
import * as field from './fields.ts';
import { Session } from './session.ts';
import { route } from './route.ts';

const SessionAnswer = Type.Object({ session: Session });

/** What opening the link of a letter does to this browser. */
export const continueEffects = ['none', 'switch', 'adopt', 'moved'] as const;

const Continued = Type.Object({
  to: Type.String({ maxLength: 200, description: 'The path of the page that the link is about.' }),
  effect: field.oneOf(continueEffects, {
    description:
      '`none`: whoever asks has it already. `switch`: this browser goes on as the guest of the letter. `adopt`: their account takes over what the guest has. `moved`: it belongs to an account by now; sign in there.',
  }),
  email: Type.Optional(
    Type.String({ maxLength: 320, description: 'Where it was written to, most of it hidden.' }),
  ),
  leaves: Type.Optional(
    Type.Boolean({
      description: 'This browser is another guest, whose holds and tickets it would lose.',
    }),
  ),
  session: Type.Optional(Session),
});

export const sessionRoutes = {
  beginSession: route({
    id: 'beginSession',
    method: 'POST',
    path: '/api/v1/session',
    summary: 'Begin a session as a guest, or renew it; after signing in it becomes the account’s',
    auth: 'none',
    status: 200,
    response: SessionAnswer,
    // It answers with cookies, so it listens to pages of this site only.
    errors: ['cross_site'],
  }),
  readSession: route({
    id: 'readSession',
    method: 'GET',
    path: '/api/v1/session',
    summary: 'Who this session belongs to',
    auth: 'person',
    status: 200,
    response: SessionAnswer,
    errors: [],
  }),
  continueSession: route({
    id: 'continueSession',
    method: 'POST',
    path: '/api/v1/session/continue',
    summary:
      'What the link of a letter to a guest would do here; with open=true it is done, and answered with the session',
    auth: 'none',
    body: Type.Object(
      {
        link: Type.String({
          minLength: 1,
          maxLength: 1_000,
          description: 'What stands behind the # of the link.',
        }),
        open: Type.Optional(Type.Boolean()),
      },
      { additionalProperties: false },
    ),
    bodyBytesMax: 2_048,
    status: 200,
    response: Continued,
    errors: ['link_invalid', 'cross_site'],
  }),
  endSession: route({
    id: 'endSession',
    method: 'DELETE',
    path: '/api/v1/session',
    summary: 'Sign out here, or with everywhere=true on every device',
    auth: 'person',
    query: Type.Object({ everywhere: Type.Optional(field.oneOf(['true', 'false'])) }),
    status: 200,
    response: Type.Object({ ended: Type.Boolean() }),
    errors: [],
  }),
} as const;
