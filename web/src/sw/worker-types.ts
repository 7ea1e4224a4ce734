/**
 * The parts of a service worker's surroundings that are used here. TypeScript knows them only in a
 * library that contradicts that of pages, and pages and worker are compiled together.
 */
export type ExtendableEvent = Event & { waitUntil(work: Promise<unknown>): void };

export type FetchEvent = ExtendableEvent & {
  readonly request: Request;
  readonly preloadResponse: Promise<Response | undefined>;
  respondWith(answer: Promise<Response>): void;
};

export type PushEvent = ExtendableEvent & { readonly data: { json(): unknown } | null };

export type NotificationEvent = ExtendableEvent & { readonly notification: Notification };

export type MessageFromPage = ExtendableEvent & { readonly data: unknown };

type WindowClient = {
  readonly url: string;
  focus(): Promise<unknown>;
  postMessage(message: unknown): void;
  navigate(url: string): Promise<unknown>;
};

type Events = {
  readonly install: ExtendableEvent;
  readonly activate: ExtendableEvent;
  readonly fetch: FetchEvent;
  readonly message: MessageFromPage;
  readonly push: PushEvent;
  readonly notificationclick: NotificationEvent;
};

export type Worker = {
  readonly location: Location;
  readonly registration: ServiceWorkerRegistration;
  readonly clients: {
    claim(): Promise<void>;
    matchAll(options: { type: 'window'; includeUncontrolled: boolean }): Promise<WindowClient[]>;
    openWindow(url: string): Promise<unknown>;
  };
  skipWaiting(): Promise<void>;
  addEventListener<Name extends keyof Events>(
    name: Name,
    listener: (event: Events[Name]) => void,
  ): void;
};
