/**
 * The script that other sites include. One tag shows one event:
 *
 *   <script async src="https://tickets.example/embed.js" data-event="12" data-language="en"></script>
 *
 * and several cards may follow as `<onsale-event event="13" language="ko"></onsale-event>`. It asks the
 * shop that it came from, sends no cookies and keeps nothing.
 */
import type { Event } from '../api/queries.ts';
import type { Language } from '../language/language.ts';
import { element, eventCard } from './card.ts';
import { embedStyle } from './style.ts';
import { embedTexts } from './texts.ts';

type Answer = { readonly event: Event; readonly now: string };

const TAG = 'onsale-event';
const REFRESH_MS = 30_000;
const ANSWER_MAX_MS = 10_000;

const script = document.currentScript as HTMLScriptElement | null;
const shop = new URL(script?.src ?? document.baseURI).origin;

class OnsaleEvent extends HTMLElement {
  static readonly observedAttributes = ['event', 'language'];
  readonly #root = this.attachShadow({ mode: 'open' });
  /** The card last shown: shown again where nothing has changed, it would lose the focus. */
  #shown = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Raised whenever an answer under way is no longer wanted. */
  #turn = 0;

  connectedCallback(): void {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(embedStyle);
    this.#root.adoptedStyleSheets = [sheet];
    document.addEventListener('visibilitychange', this.#look);
    this.#begin();
  }

  disconnectedCallback(): void {
    document.removeEventListener('visibilitychange', this.#look);
    clearTimeout(this.#timer);
    this.#turn += 1;
  }

  attributeChangedCallback(): void {
    if (this.isConnected) this.#begin();
  }

  get #language(): Language {
    const wanted = this.getAttribute('language') ?? this.closest('[lang]')?.getAttribute('lang');
    return (wanted ?? navigator.language).toLowerCase().startsWith('ko') ? 'ko' : 'en';
  }

  #begin(): void {
    this.lang = this.#language;
    this.#say(embedTexts[this.#language].loading);
    void this.#load();
  }

  /** Nobody looks at a hidden tab; who comes back sees what is true now. */
  readonly #look = (): void => {
    if (document.hidden) clearTimeout(this.#timer);
    else void this.#load();
  };

  async #load(): Promise<void> {
    clearTimeout(this.#timer);
    this.#turn += 1;
    const turn = this.#turn;
    const id = this.getAttribute('event') ?? '';
    const text = embedTexts[this.#language];
    if (!/^\d{1,16}$/.test(id)) {
      this.#say(text.missing);
      return;
    }
    const found = await ask(id);
    if (turn !== this.#turn) return;
    if (typeof found === 'object') this.#show(found);
    // What is shown stays when a later question fails.
    else if (found === 'missing' || this.#shown === '') this.#trouble(found);
    if (found !== 'missing') this.#timer = setTimeout(() => void this.#load(), REFRESH_MS);
  }

  #show({ event, now }: Answer): void {
    const nowMs = Date.parse(now);
    const card = eventCard({ event, nowMs, language: this.#language, shop });
    if (card.outerHTML === this.#shown) return;
    const hadFocus = this.#root.activeElement !== null;
    this.#root.replaceChildren(card);
    this.#shown = card.outerHTML;
    if (hadFocus) this.#root.querySelector('a')?.focus();
  }

  #say(words: string, ...more: readonly Node[]): void {
    const line = element('p', 'quiet wide', words);
    line.setAttribute('role', 'status');
    this.#shown = '';
    this.#root.replaceChildren(element('article', '', line, ...more));
  }

  #trouble(why: 'missing' | 'broken'): void {
    const text = embedTexts[this.#language];
    if (why === 'missing') {
      this.#say(text.missing);
      return;
    }
    const again = element('button', 'wide', text.retry);
    again.type = 'button';
    again.addEventListener('click', () => this.#begin());
    this.#say(text.broken, again);
  }
}

async function ask(eventId: string): Promise<Answer | 'missing' | 'broken'> {
  try {
    const response = await fetch(`${shop}/embed/events/${eventId}`, {
      credentials: 'omit',
      signal: AbortSignal.timeout(ANSWER_MAX_MS),
    });
    if (response.status === 404) return 'missing';
    return response.ok ? ((await response.json()) as Answer) : 'broken';
  } catch {
    return 'broken';
  }
}

// The script may be on a page twice.
if (customElements.get(TAG) === undefined) customElements.define(TAG, OnsaleEvent);

const { event, language, theme } = script?.dataset ?? {};
if (script !== null && event !== undefined) {
  const card = document.createElement(TAG);
  card.setAttribute('event', event);
  if (language !== undefined) card.setAttribute('language', language);
  if (theme !== undefined) card.setAttribute('theme', theme);
  script.after(card);
}
