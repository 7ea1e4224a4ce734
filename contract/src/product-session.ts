/** Routes about who is asking. Signing in and up happen under /api/auth (see docs). */
import { Type } from 'typebox';
import * as field from './fields.ts';
import { Session } from './session.ts';
import { route } from './route.ts';

const SessionAnswer = Type.Object({ session: Session });

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
