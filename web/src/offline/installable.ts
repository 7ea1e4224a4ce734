/**
 * Whether this browser would ask for a place on the home screen. It says so once, soon after the page is
 * there and whoever listens may come later, so this begins with the page.
 */
type PromptEvent = Event & { prompt(): Promise<unknown> };

let waiting: PromptEvent | undefined;
let ask: (() => Promise<void>) | undefined;
const listeners = new Set<() => void>();

function change(next: PromptEvent | undefined): void {
  waiting = next;
  ask =
    next === undefined
      ? undefined
      : async () => {
          const event = waiting;
          change(undefined);
          await event?.prompt();
        };
  for (const listener of listeners) listener();
}

/** Called once per page. The browser's own banner is held back: it would come anywhere. */
export function listenForInstall(): void {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    change(event as PromptEvent);
  });
  addEventListener('appinstalled', () => change(undefined));
}

/** What it answers has to come from a press; undefined: the browser would not ask. */
export const installPrompt = (): (() => Promise<void>) | undefined => ask;

export function onInstallable(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
