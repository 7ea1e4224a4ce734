/**
 * How the card looks. A constructed style sheet in a shadow root: no policy of the page has to allow
 * it, nothing of the page leaks in, nothing leaks out. A page may set the four custom properties.
 */
export const embedStyle = `
:host {
  --surface: var(--onsale-surface, #ffffff);
  --ink: var(--onsale-ink, #17151f);
  --accent: var(--onsale-accent, #5b2be0);
  --on-accent: var(--onsale-on-accent, #ffffff);
  display: block;
  max-width: 30rem;
  color: var(--ink);
  font: 400 1rem/1.5 system-ui, -apple-system, 'Apple SD Gothic Neo', 'Noto Sans KR', sans-serif;
}
:host([theme='dark']) {
  --surface: var(--onsale-surface, #191822);
  --ink: var(--onsale-ink, #f3f1f9);
}
@media (prefers-color-scheme: dark) {
  :host(:not([theme='light'])) {
    --surface: var(--onsale-surface, #191822);
    --ink: var(--onsale-ink, #f3f1f9);
  }
}
:host([hidden]) { display: none; }
* { box-sizing: border-box; margin: 0; }
article {
  display: grid;
  gap: 0.75rem;
  padding: 1.25rem;
  border: 1px solid color-mix(in srgb, var(--ink) 16%, transparent);
  border-radius: 1rem;
  background: var(--surface);
  word-break: keep-all;
  overflow-wrap: anywhere;
}
article.with-poster { grid-template-columns: 6rem 1fr; }
img { width: 6rem; aspect-ratio: 2 / 3; object-fit: cover; border-radius: 0.5rem; }
.facts { display: grid; gap: 0.25rem; align-content: start; }
.wide { grid-column: 1 / -1; }
h3 { font-size: 1.125rem; line-height: 1.3; letter-spacing: -0.01em; }
.quiet { font-size: 0.9375rem; opacity: 0.82; }
.status { font-size: 0.8125rem; font-weight: 700; }
.price { font-weight: 600; }
a, button {
  display: flex;
  min-height: 2.75rem;
  padding: 0.5rem 1rem;
  align-items: center;
  justify-content: center;
  border: 0;
  border-radius: 0.75rem;
  background: var(--accent);
  color: var(--on-accent);
  font: inherit;
  font-weight: 700;
  text-decoration: none;
  cursor: pointer;
}
a.second {
  background: transparent;
  color: inherit;
  border: 1px solid color-mix(in srgb, var(--ink) 55%, transparent);
}
a:hover, button:hover { filter: brightness(1.08); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.unseen {
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
@media (forced-colors: active) {
  a, button { border: 1px solid ButtonText; }
}
`;
