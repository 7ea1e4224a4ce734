/** Routes about reminders: "tell me before the sale opens", by mail or on one's devices. */
import { Type, type Static } from 'typebox';
import { Email } from './order.ts';
import * as field from './fields.ts';
import { route } from './route.ts';

const closed = { additionalProperties: false } as const;

export const reminderChannels = ['mail', 'push'] as const;
/** How long before the opening, in minutes. */
export const reminderLeads = [10, 60, 1_440] as const;

const Lead = Type.Unsafe<(typeof reminderLeads)[number]>({
  type: 'integer',
  enum: [...reminderLeads],
  description: 'Minutes before the sale opens.',
});

export const Reminder = Type.Object({
  eventId: field.EventId,
  channel: field.oneOf(reminderChannels),
  leadMinutes: Lead,
  status: field.oneOf(['unconfirmed', 'waiting', 'told', 'over'], {
    description:
      'unconfirmed: a link was sent to the address; nothing else is until it is followed. waiting: ' +
      'will be sent. told: was sent; sent again should the sale move to a later time. over: the sale ' +
      'has opened, or the event was cancelled.',
  }),
  email: Type.Optional(Type.String({ maxLength: 320 })),
  saleOpensAt: field.Instant,
  remindsAt: field.Instant,
  name: Type.String({ maxLength: 200, description: 'Of the event.' }),
  translations: Type.Record(Type.String(), Type.String({ maxLength: 200 })),
});

export type Reminder = Static<typeof Reminder>;
export type ReminderChannel = (typeof reminderChannels)[number];
export type ReminderLead = (typeof reminderLeads)[number];

const ReminderParams = Type.Object({
  eventId: field.EventId,
  channel: field.oneOf(reminderChannels),
});
const Token = Type.Object(
  { token: Type.String({ minLength: 1, maxLength: 1_000, description: 'From the link.' }) },
  closed,
);

export const reminderRoutes = {
  putReminder: route({
    id: 'putReminder',
    method: 'PUT',
    path: '/api/v1/events/{eventId}/reminders/{channel}',
    summary: 'Be told before the sale opens; again changes how long before',
    auth: 'person',
    params: ReminderParams,
    body: Type.Object(
      {
        leadMinutes: Lead,
        language: field.oneOf(['ko', 'en']),
        email: Type.Optional(Email),
      },
      {
        ...closed,
        description:
          'By mail: the address, unless an account is signed in whose address has been confirmed.',
      },
    ),
    status: 200,
    response: Type.Object({ reminder: Reminder }),
    errors: [
      'event_not_found',
      'event_cancelled',
      'reminder_too_late',
      'reminder_limit',
      'reminder_unavailable',
    ],
  }),
  removeReminder: route({
    id: 'removeReminder',
    method: 'DELETE',
    path: '/api/v1/events/{eventId}/reminders/{channel}',
    summary: 'End one of your reminders; one that is not there counts as ended',
    auth: 'person',
    params: ReminderParams,
    status: 200,
    response: Type.Object({ removed: Type.Boolean() }),
    errors: [],
  }),
  listReminders: route({
    id: 'listReminders',
    method: 'GET',
    path: '/api/v1/reminders',
    summary: 'Your reminders, the latest first, a page at a time',
    auth: 'person',
    query: Type.Object({ ...field.Page.properties, eventId: Type.Optional(field.EventId) }),
    status: 200,
    response: Type.Object({
      reminders: Type.Array(Reminder, { maxItems: 200 }),
      nextCursor: Type.Optional(field.Cursor),
    }),
    errors: [],
  }),
  confirmReminder: route({
    id: 'confirmReminder',
    method: 'POST',
    path: '/api/v1/reminders/confirm',
    summary: 'Say that an address is yours, with the link that was sent to it',
    auth: 'none',
    body: Token,
    status: 200,
    response: Type.Object({ reminder: Reminder }),
    errors: ['link_invalid'],
  }),
  stopReminder: route({
    id: 'stopReminder',
    method: 'POST',
    path: '/api/v1/reminders/stop',
    summary: 'End a reminder with the link in its mail, whoever reads it',
    auth: 'none',
    body: Token,
    status: 200,
    response: Type.Object({ stopped: Type.Boolean() }),
    errors: ['link_invalid'],
  }),
} as const;
