/** Where the pages of this deployment are, for links that leave it: in mails, calendars, passes. */
import type { Config } from '../config/config.ts';

/** `https://host`. Without a setting it is this machine: while developing there are no others. */
export const siteUrlOf = ({ people, http }: Pick<Config, 'people' | 'http'>): string =>
  people.publicOrigin ?? `http://localhost:${http.port}`;
