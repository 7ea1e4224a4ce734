/**
 * Whether this browser has a session worth asking for. The session itself is in a cookie that no
 * script can read; this mark spares every first-time visitor a question whose answer is known.
 * Storage may be switched off: then nothing is marked, and a session is asked for when it is needed.
 */
const KEY = 'onsale-session';

export function hasSessionHint(): boolean {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}

export function setSessionHint(present: boolean): void {
  try {
    if (present) localStorage.setItem(KEY, '1');
    else localStorage.removeItem(KEY);
  } catch {
    // Nothing to be done, and nothing depends on it.
  }
}
