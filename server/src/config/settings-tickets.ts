/** Settings of tickets: the keys that their codes are signed with. */
import { type SettingGroup, type Settings, text } from './setting.ts';

const file = () => text('the path of a readable file');

export const ticketSettings = {
  TICKET_SIGNING_KEY_FILE: {
    schema: file(),
    description:
      'Ed25519 private key (PEM) that signs the QR codes of tickets. A key in the database is in ' +
      'its backups and replicas too; who has it can forge tickets.',
    whenUnset: 'a key that is made once and kept in the database',
  },
  TICKET_SIGNING_KEY_PREVIOUS_FILE: {
    schema: file(),
    description: 'The private or public key before a rotation: its codes still verify.',
  },
} satisfies Settings;

export const ticketGroups: readonly SettingGroup[] = [
  {
    title: 'Tickets',
    introduction: 'See [ticket codes](ticket-codes.md) for what is signed, and how keys rotate.',
    settings: ticketSettings,
  },
];
