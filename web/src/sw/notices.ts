/** What a push message becomes: a notification, and the page that pressing it leads to. */

export type Shown = {
  readonly title: string;
  readonly options: NotificationOptions & { readonly data: { readonly path: string } };
};

const TEXT_MAX = 300;

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value.slice(0, TEXT_MAX) : '';

/** A message that cannot be read is shown as well: browsers take the permission away from silent ones. */
export function shownFor(message: unknown): Shown {
  const said = (typeof message === 'object' && message !== null ? message : {}) as Readonly<
    Record<string, unknown>
  >;
  const tag = textOf(said['tag']);
  return {
    title: textOf(said['title']) || 'Onsale',
    options: {
      body: textOf(said['body']),
      icon: '/icons/icon-192.png',
      badge: '/icons/badge-96.png',
      ...(tag !== '' && { tag }),
      ...(said['language'] === 'ko' || said['language'] === 'en' ? { lang: said['language'] } : {}),
      data: { path: textOf(said['path']) },
    },
  };
}

/** Only pages of this site; anything else leads home. */
export function targetOf(path: unknown, origin: string): string {
  if (typeof path !== 'string' || !path.startsWith('/')) return `${origin}/`;
  const url = new URL(path, origin);
  return url.origin === origin ? url.href : `${origin}/`;
}
