/** Where an account is signed in, from the library's answers. */
import { isRecord, isText } from '../../purchase/stored.ts';
import { askAuth } from './auth-client.ts';

export type Device = {
  readonly token: string;
  /** What it is, as far as its browser says: "Chrome · Android". Empty when it does not. */
  readonly name: string;
  readonly usedAt: string;
  readonly isThis: boolean;
};

export async function readDevices(): Promise<readonly Device[]> {
  const [list, current] = await Promise.all([askAuth('list-sessions'), askAuth('get-session')]);
  if (!list.ok || !Array.isArray(list.body)) return [];
  const here =
    current.ok && isRecord(current.body) && isRecord(current.body['session'])
      ? current.body['session']['token']
      : undefined;
  return list.body
    .filter(isRecord)
    .flatMap((row): Device[] => {
      const { token, userAgent, updatedAt } = row;
      if (!isText(token)) return [];
      return [
        {
          token,
          name: deviceName(isText(userAgent) ? userAgent : ''),
          usedAt: isText(updatedAt) ? updatedAt : new Date(0).toISOString(),
          isThis: token === here,
        },
      ];
    })
    .toSorted((a, b) => Number(b.isThis) - Number(a.isThis) || b.usedAt.localeCompare(a.usedAt));
}

// The order matters: many browsers claim to be others as well.
const browsers = [
  ['Edg/', 'Edge'],
  ['SamsungBrowser', 'Samsung Internet'],
  ['Whale', 'Whale'],
  ['Firefox', 'Firefox'],
  ['Chrome', 'Chrome'],
  ['Safari', 'Safari'],
] as const;
const systems = [
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['Mac OS', 'macOS'],
  ['Linux', 'Linux'],
] as const;

export function deviceName(agent: string): string {
  const find = (table: readonly (readonly [string, string])[]): string =>
    table.find(([mark]) => agent.includes(mark))?.[1] ?? '';
  return [find(browsers), find(systems)].filter((word) => word !== '').join(' · ');
}
