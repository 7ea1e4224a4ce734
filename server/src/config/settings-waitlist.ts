/** Settings of waiting lists after sell-out. */
import { integer, type SettingGroup, type Settings } from './setting.ts';

export const waitlistSettings = {
  WAITLIST_OFFER_MINUTES: {
    schema: integer(1, 1_440, 'minutes'),
    description:
      'How long places are held for somebody of a waiting list who is offered them; then the next one ' +
      'is.',
    default: 15,
  },
  WAITLIST_RETENTION_DAYS: {
    schema: integer(1, 3_650, 'days'),
    description: 'How long entries and offers are kept after their event has begun.',
    default: 90,
  },
} satisfies Settings;

export const waitlistGroups: readonly SettingGroup[] = [
  {
    title: 'Waiting lists',
    introduction: 'For sold-out events, see [waiting lists](waiting-list.md).',
    settings: waitlistSettings,
  },
];
