/**
 * Everything that is kept about people, by module: what they may download, and what is forgotten when
 * they delete their account. A module that begins to keep something about people adds a line here.
 */
import { accountData } from '../identity/export-account.ts';
import type { PersonalData } from '../identity/personal-data.ts';
import { personalReservations } from '../inventory/personal-reservations.ts';
import { personalOrders } from '../orders/personal-orders.ts';
import { personalDevices } from '../push/personal-devices.ts';
import { personalPlaces } from '../queue/personal-places.ts';
import { personalReminders } from '../reminders/personal-reminders.ts';
import { personalTickets } from '../tickets/personal-tickets.ts';
import { personalTransfers } from '../transfers/personal-transfers.ts';
import { personalWaitlist } from '../waitlist/personal-waitlist.ts';

export const personalData: readonly PersonalData[] = [
  accountData,
  personalReservations,
  personalOrders,
  personalTickets,
  personalTransfers,
  personalPlaces,
  personalWaitlist,
  personalReminders,
  personalDevices,
];
