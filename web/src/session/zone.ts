/**
 * The time zone that the account prefers, kept beside the session so that every page knows it at once.
 * Without one it is the device's. Storage may be switched off: then it is the device's, too.
 */
const KEY = 'onsale-zone';

export function chosenZone(): string | undefined {
  try {
    return localStorage.getItem(KEY) ?? undefined;
  } catch {
    return undefined;
  }
}

export function keepZone(zone: string | undefined): void {
  try {
    if (zone === undefined) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, zone);
  } catch {
    // It is a preference: the device's zone will do.
  }
}
