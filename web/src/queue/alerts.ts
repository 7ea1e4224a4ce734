/**
 * Telling somebody that it is their turn while they look elsewhere: a sound, a notification. Both only
 * when they were asked for with a press, which browsers want as well; the wish is kept in this browser.
 */
export type AlertWishes = { readonly sound: boolean; readonly notification: boolean };

const KEY = 'onsale:queue-alerts';
const none: AlertWishes = { sound: false, notification: false };

export function readWishes(): AlertWishes {
  try {
    const value = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<AlertWishes>;
    return {
      sound: value.sound === true,
      notification: value.notification === true && permission() === 'granted',
    };
  } catch {
    return none;
  }
}

export function writeWishes(wishes: AlertWishes): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(wishes));
  } catch {
    // Then they last as long as the page.
  }
}

export const permission = (): NotificationPermission | 'unsupported' =>
  typeof Notification === 'undefined' ? 'unsupported' : Notification.permission;

/** Asks the browser; has to come from a press. */
export async function askPermission(): Promise<NotificationPermission | 'unsupported'> {
  if (typeof Notification === 'undefined') return 'unsupported';
  return Notification.permission === 'default'
    ? Notification.requestPermission()
    : Notification.permission;
}

let audio: AudioContext | undefined;

/** Two soft notes. Silent where the browser wants a press first and there was none. */
export async function playSound(): Promise<void> {
  try {
    audio ??= new AudioContext();
    if (audio.state === 'suspended') await audio.resume();
    for (const [at, hertz] of [
      [0, 660],
      [0.22, 880],
    ] as const) {
      const from = audio.currentTime + at;
      const note = audio.createOscillator();
      const volume = audio.createGain();
      note.frequency.value = hertz;
      volume.gain.setValueAtTime(0, from);
      volume.gain.linearRampToValueAtTime(0.25, from + 0.03);
      volume.gain.exponentialRampToValueAtTime(0.001, from + 0.5);
      note.connect(volume).connect(audio.destination);
      note.start(from);
      note.stop(from + 0.55);
    }
  } catch {
    // No audio here: the title of the window says it too.
  }
}

/**
 * Through the service worker where there is one: on phones there is no other way, and it is still there
 * when the page has been put to sleep. Else by the page itself.
 */
export async function showNotification(title: string, body: string, tag: string): Promise<void> {
  const options = { body, tag, icon: '/icons/icon-192.png' };
  try {
    const registration = await navigator.serviceWorker?.getRegistration('/');
    if (registration?.active) {
      const data = { path: location.pathname };
      await registration.showNotification(title, { ...options, data });
      return;
    }
    const shown = new Notification(title, options);
    shown.addEventListener('click', () => {
      window.focus();
      shown.close();
    });
  } catch {
    // The sound and the title have to do.
  }
}
