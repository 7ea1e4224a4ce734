/** Who is asking: a guest by a signed cookie, or an account with its memberships. */
import { Type, type Static } from 'typebox';
import * as field from './fields.ts';

export const Membership = Type.Object({
  organizationId: Type.Integer({ minimum: 1 }),
  organization: Type.String({ maxLength: 200 }),
  role: field.oneOf(['owner', 'manager', 'staff']),
});

export const Session = Type.Object({
  kind: field.oneOf(['guest', 'account']),
  /** `g:…` or `a:…`: the buyer of this session's reservations. */
  personId: Type.String({ minLength: 3, maxLength: 100 }),
  name: Type.Optional(Type.String({ maxLength: 200 })),
  email: Type.Optional(Type.String({ maxLength: 320 })),
  emailVerified: Type.Optional(Type.Boolean()),
  /** What the account prefers; absent: what the device does. */
  language: Type.Optional(field.oneOf(['ko', 'en'])),
  timeZone: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
  memberships: Type.Array(Membership, { maxItems: 100 }),
  /** The token has to be renewed before; a page does so by itself. */
  expiresAt: field.Instant,
  serverTime: field.Instant,
  moved: Type.Optional(
    Type.Object(
      {
        reservations: Type.Integer({ minimum: 0 }),
        refused: Type.Array(
          Type.Object({
            eventId: field.EventId,
            reservationId: field.ReservationId,
            code: Type.String({ maxLength: 50 }),
          }),
          { maxItems: 100 },
        ),
      },
      { description: 'After signing in: what the guest held and what became of it.' },
    ),
  ),
});

export type Session = Static<typeof Session>;
export type Membership = Static<typeof Membership>;
