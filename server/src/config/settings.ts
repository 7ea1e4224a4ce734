/** Everything the product reads from its environment, in the order of docs/configuration.md. */
import type { SettingGroup, Settings, Values } from './setting.ts';
import {
  budgetSettings,
  databaseGroups,
  databaseSettings,
  engineSettings,
  replicaSettings,
} from './settings-database.ts';
import { mailGroups, mailSettings } from './settings-mail.ts';
import { paymentGroups, paymentSettings, simulatorSettings } from './settings-payments.ts';
import {
  peopleGroups,
  sessionSettings,
  signInSettings,
  visitorSettings,
} from './settings-people.ts';
import { partnersGroups } from './settings-planned-partners.ts';
import { pushGroups, pushSettings } from './settings-push.ts';
import { surroundingsGroups } from './settings-planned.ts';
import { beaconSettings, challengeSettings, queueGroups, queueSettings } from './settings-queue.ts';
import { httpSettings, logSettings, processGroups, processSettings } from './settings-process.ts';
import { redisGroups, redisSettings } from './settings-redis.ts';
import { providerSettings, signInGroups } from './settings-sign-in.ts';
import {
  cacheSettings,
  holdSettings,
  partnerSettings,
  rateLimitSettings,
  retentionSettings,
  salesGroups,
} from './settings-sales.ts';
import { ticketGroups, ticketSettings } from './settings-tickets.ts';
import { waitlistGroups, waitlistSettings } from './settings-waitlist.ts';
import { walletGroups, walletSettings } from './settings-wallets.ts';

export const settingGroups: readonly SettingGroup[] = [
  ...processGroups,
  ...databaseGroups,
  ...salesGroups,
  ...paymentGroups,
  ...peopleGroups,
  ...signInGroups,
  ...queueGroups,
  ...waitlistGroups,
  ...mailGroups,
  ...ticketGroups,
  ...walletGroups,
  ...pushGroups,
  ...redisGroups,
  ...surroundingsGroups,
  ...partnersGroups,
];

/** By name; what is set in the environment is looked up here. */
export const settings: Settings = Object.assign(
  {},
  ...settingGroups.map((group) => group.settings),
);

type AvailableSettings = typeof processSettings &
  typeof httpSettings &
  typeof logSettings &
  typeof databaseSettings &
  typeof replicaSettings &
  typeof budgetSettings &
  typeof engineSettings &
  typeof holdSettings &
  typeof partnerSettings &
  typeof paymentSettings &
  typeof simulatorSettings &
  typeof sessionSettings &
  typeof signInSettings &
  typeof visitorSettings &
  typeof providerSettings &
  typeof queueSettings &
  typeof challengeSettings &
  typeof beaconSettings &
  typeof waitlistSettings &
  typeof mailSettings &
  typeof ticketSettings &
  typeof walletSettings &
  typeof pushSettings &
  typeof redisSettings &
  typeof rateLimitSettings &
  typeof cacheSettings &
  typeof retentionSettings;

/** The parsed value of every setting whose feature exists. */
export type SettingValues = Values<AvailableSettings>;
