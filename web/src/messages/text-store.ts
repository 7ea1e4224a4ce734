/**
 * The language of the page and its texts, as far as they are there. Only one language is loaded, and
 * of it only what the pages that were met need; what is asked for again in another language is what
 * has been asked for before. Nothing is shown until the texts for it have come.
 */
import type { Language } from '../language/language.ts';

/** `first` comes with every page, `rest` with all but those that need no more than `first`. */
export type TextPart = 'first' | 'rest';

type Texts = Readonly<Record<string, unknown>>;

export type LoadTexts = (language: Language, part: TextPart) => Promise<Texts>;

export type Spoken = { readonly language: Language; readonly texts: Texts };

export type TextStore = {
  /** The same object until something changes. */
  readonly spoken: () => Spoken;
  readonly subscribe: (listener: () => void) => () => void;
  /** Resolves when this part is there in the language of the page; the same promise until then. */
  readonly need: (part: TextPart) => Promise<void>;
  /** Changes the language as soon as its texts are there; rejects when they cannot be had. */
  readonly choose: (language: Language) => Promise<void>;
};

export function createTextStore(language: Language, load: LoadTexts): TextStore {
  const listeners = new Set<() => void>();
  const coming = new Map<string, Promise<void>>();
  const loaded = new Map<string, Texts>();
  const wanted = new Set<TextPart>();
  let spoken: Spoken = { language, texts: {} };
  /** The last choice counts, whichever comes first. */
  let chosen = language;

  function show(): void {
    const parts = [...wanted].map((part) => loaded.get(`${chosen} ${part}`));
    spoken = { language: chosen, texts: Object.assign({}, ...parts) as Texts };
    for (const listener of listeners) listener();
  }

  async function bring(of: Language, part: TextPart): Promise<void> {
    loaded.set(`${of} ${part}`, await load(of, part));
    if (of === spoken.language) show();
  }

  function fetchPart(of: Language, part: TextPart): Promise<void> {
    const key = `${of} ${part}`;
    const known = coming.get(key);
    if (known !== undefined) return known;
    const promise = bring(of, part);
    coming.set(key, promise);
    // Asked for again, it may come.
    promise.catch(() => coming.delete(key));
    return promise;
  }

  return {
    spoken: () => spoken,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    need(part) {
      wanted.add(part);
      return fetchPart(chosen, part);
    },
    async choose(next) {
      chosen = next;
      const missing = (): TextPart[] =>
        [...wanted].filter((part) => !loaded.has(`${next} ${part}`));
      try {
        // A page that is opened meanwhile may want more.
        while (missing().length > 0) {
          await Promise.all(missing().map((part) => fetchPart(next, part)));
        }
      } catch (error) {
        if (chosen === next) chosen = spoken.language;
        throw error;
      }
      if (chosen === next) show();
    },
  };
}

/** Everything is there already: on the server, in tests. */
export const fixedTexts = (spoken: Spoken): TextStore => ({
  spoken: () => spoken,
  subscribe: () => () => {},
  need: () => Promise.resolve(),
  choose: () => Promise.resolve(),
});
