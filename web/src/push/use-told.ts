/** A push message has come that leads to this page: what it shows may be old. */
import { useEffect, useEffectEvent } from 'react';

/** `path`: the page that pressing the notification would open. */
export function useTold(path: string, onTold: () => void): void {
  const tell = useEffectEvent(onTold);
  useEffect(() => {
    if (!('serviceWorker' in navigator)) return undefined;
    const worker = navigator.serviceWorker;
    const hear = ({ data }: MessageEvent<unknown>): void => {
      const said = data as { readonly kind?: unknown; readonly path?: unknown } | null;
      if (said?.kind === 'told' && said.path === path) tell();
    };
    worker.addEventListener('message', hear);
    // Messages wait until a listener that was added by hand says that it is there.
    worker.startMessages();
    return () => worker.removeEventListener('message', hear);
  }, [path]);
}
