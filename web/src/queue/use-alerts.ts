/** The wish to be told of one's turn, and the telling: once for each turn. */
import { useCallback, useRef, useState } from 'react';
import { useIsBrowser } from '../main/app-services.ts';
import {
  type AlertWishes,
  askPermission,
  permission,
  playSound,
  readWishes,
  showNotification,
  writeWishes,
} from './alerts.ts';

export type Alerts = {
  readonly wishes: AlertWishes;
  /** Something was asked for: the page goes on asking while nobody looks. */
  readonly isWanted: boolean;
  /** Why there are no notifications, when they were asked for. */
  readonly trouble: 'denied' | 'unsupported' | undefined;
  readonly toggleSound: () => void;
  readonly toggleNotification: () => Promise<void>;
  /** Tells when `isIn` becomes true, not when it was at first. */
  readonly tell: (isKnown: boolean, isIn: boolean, title: string, body: string) => void;
};

const quiet: AlertWishes = { sound: false, notification: false };

export function useAlerts(): Alerts {
  const isBrowser = useIsBrowser();
  const [chosen, setChosen] = useState<AlertWishes>();
  const [trouble, setTrouble] = useState<Alerts['trouble']>();
  const wishes = chosen ?? (isBrowser ? readWishes() : quiet);
  const before = useRef<boolean>(undefined);
  const { sound, notification } = wishes;

  function choose(next: AlertWishes): void {
    setChosen(next);
    writeWishes(next);
  }
  const tell = useCallback(
    (isKnown: boolean, isIn: boolean, title: string, body: string): void => {
      if (!isKnown) return;
      const isNews = before.current === false && isIn;
      before.current = isIn;
      if (!isNews) return;
      if (sound) void playSound();
      if (notification && permission() === 'granted') {
        void showNotification(title, body, 'onsale-turn');
      }
    },
    [sound, notification],
  );
  return {
    wishes,
    isWanted: sound || notification,
    trouble,
    toggleSound() {
      // Hearing it is the proof that it works, and browsers want the first one to follow a press.
      if (!sound) void playSound();
      choose({ sound: !sound, notification });
    },
    async toggleNotification() {
      setTrouble(undefined);
      const answer = notification ? 'granted' : await askPermission();
      if (answer === 'granted') choose({ sound, notification: !notification });
      else setTrouble(answer === 'unsupported' ? 'unsupported' : 'denied');
    },
    tell,
  };
}
