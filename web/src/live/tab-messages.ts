/** What the tabs of one browser tell each other, so that one stream serves all of them. */
import type { LiveMessage, Topic } from '@onsale/contract/realtime.ts';
import type { LiveStatus } from './connection.ts';

export type TabMessage =
  /** A tab's topics; empty when it leaves. Repeated, so that closed tabs are forgotten. */
  | { readonly kind: 'want'; readonly tab: string; readonly topics: readonly Topic[] }
  /** Somebody new holds the stream and asks who wants what. */
  | { readonly kind: 'lead' }
  | { readonly kind: 'said'; readonly message: LiveMessage }
  | { readonly kind: 'status'; readonly status: LiveStatus };

export type TabChannel = {
  post(message: TabMessage): void;
  close(): void;
};

/** What the platform offers for sharing; absent where it does not (old browsers, no secure context). */
export type Tabs = {
  join(onMessage: (message: TabMessage) => void): TabChannel;
  /** Calls back once this tab leads; returns how to stop waiting, or to step down. */
  lead(onLead: () => void): () => void;
};

const NAME = 'onsale-live-1';

export function browserTabs(): Tabs | undefined {
  // `locks` is missing without a secure context, whatever the types say.
  const locks = navigator.locks as LockManager | undefined;
  if (locks === undefined || typeof BroadcastChannel === 'undefined') return undefined;
  return {
    join(onMessage) {
      const channel = new BroadcastChannel(NAME);
      channel.addEventListener('message', (event: MessageEvent<TabMessage>) =>
        onMessage(event.data),
      );
      return {
        // A channel has no other origin to name.
        // oxlint-disable-next-line unicorn/require-post-message-target-origin
        post: (message) => channel.postMessage(message),
        close: () => channel.close(),
      };
    },
    lead(onLead) {
      const wait = new AbortController();
      const { promise: stepsDown, resolve: stepDown } = Promise.withResolvers<undefined>();
      locks
        .request(NAME, { signal: wait.signal }, () => {
          onLead();
          return stepsDown;
        })
        // Not waiting any longer is what we asked for.
        .catch(() => {});
      return () => {
        wait.abort();
        stepDown(undefined);
      };
    },
  };
}
