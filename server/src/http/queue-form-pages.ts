/** The plain pages of a waiting room: HTML that needs no script, in the language of whoever reads it. */
import { type Html, html, nothing } from './html.ts';
import type { FormLanguage, FormTexts } from './queue-form-texts.ts';

export type PlainPage = {
  readonly language: FormLanguage;
  readonly title: string;
  /** The event's name. */
  readonly event: string;
  readonly body: Html;
  readonly refreshSeconds?: number;
};

export const styleAddress = '/queue-forms.css';

export const layout = ({ language, title, event, body, refreshSeconds }: PlainPage): string =>
  html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        ${
          refreshSeconds === undefined
            ? nothing
            : html`<meta http-equiv="refresh" content="${refreshSeconds}" />`
        }
        <title>${title} · ${event}</title>
        <link rel="stylesheet" href="${styleAddress}" />
      </head>
      <body>
        <main>
          <p class="event">${event}</p>
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html> `.text;

export const paragraph = (text: string): Html => html`<p>${text}</p>`;

export const link = (href: string, text: string): Html =>
  html`<p><a class="button" href="${href}">${text}</a></p>`;

type Field = { readonly value?: string; readonly error?: string | undefined };

const errorOf = (id: string, error: string | undefined): Html =>
  error === undefined ? nothing : html`<p class="error" id="${id}-error">${error}</p>`;

const described = (id: string, error: string | undefined): Html =>
  error === undefined ? nothing : html` aria-invalid="true" aria-describedby="${id}-error"`;

export const askForm = (t: FormTexts, action: string, { value = '', error }: Field): Html =>
  html`<p>${t.askText}</p>
    <form method="post" action="${action}">
      <label for="email">${t.email}</label>
      <input
        id="email"
        name="email"
        type="email"
        autocomplete="email"
        maxlength="254"
        required
        value="${value}"
        ${described('email', error)}
      />
      ${errorOf('email', error)}
      <button>${t.askButton}</button>
      <p class="small">${t.askNote}</p>
    </form>`;

export const confirmForm = (
  t: FormTexts,
  action: string,
  token: string,
  code: Field | undefined,
): Html =>
  html`<p>${t.confirmText}</p>
    <form method="post" action="${action}">
      <input type="hidden" name="token" value="${token}" />
      ${
        code === undefined
          ? nothing
          : html`<label for="code">${t.code}</label>
              <input
                id="code"
                name="code"
                maxlength="64"
                autocomplete="off"
                required
                value="${code.value ?? ''}"
                ${described('code', code.error)}
              />
              ${errorOf('code', code.error)}`
      }
      <button>${t.confirmButton}</button>
    </form>`;

export const figures = (list: readonly (readonly [string, string])[]): Html =>
  html`<dl>
    ${list.map(
      ([term, value]) =>
        html`<div>
          <dt>${term}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;

export const style = `
:root { color-scheme: light dark; --ink: #17151f; --soft: #595667; --paper: #faf9fc; --card: #fff;
  --line: #e3e0eb; --edge: #8a8699; --accent: #5b2be0; --on: #fff; --danger: #b8203c; }
@media (prefers-color-scheme: dark) { :root { --ink: #f3f1f9; --soft: #b4b0c5; --paper: #100f16;
  --card: #191822; --line: #2e2b3b; --edge: #7a768d; --accent: #7c54f4; --danger: #ff8b9c; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); line-height: 1.55; font-family: system-ui,
  -apple-system, 'Segoe UI', 'Apple SD Gothic Neo', 'Noto Sans KR', 'Malgun Gothic', sans-serif; }
:lang(ko) { word-break: keep-all; }
main { display: grid; gap: 1rem; max-width: 34rem; margin: 6vh auto; padding: 1.5rem; border-radius: 1.125rem;
  border: 1px solid var(--line); border-top: 4px solid var(--accent); background: var(--card); }
@media (max-width: 36rem) { main { margin: 1rem; } }
h1 { margin: 0; font-size: 1.75rem; line-height: 1.2; letter-spacing: -0.02em; }
p { margin: 0; }
.event, .small { color: var(--soft); font-size: 0.875rem; }
form { display: grid; gap: 0.5rem; }
label, dt { font-size: 0.875rem; font-weight: 700; }
input { min-height: 3rem; padding: 0.5rem 0.75rem; border: 1px solid var(--edge); border-radius: 0.75rem;
  background: var(--card); color: inherit; font: inherit; }
button, .button { display: inline-block; min-height: 3.25rem; padding: 0.75rem 1.5rem; border: 0;
  border-radius: 0.75rem; background: var(--accent); color: var(--on); font: inherit; font-weight: 700;
  text-align: center; text-decoration: none; cursor: pointer; }
button { margin-top: 0.5rem; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.error { color: var(--danger); font-size: 0.875rem; font-weight: 600; }
dl { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; margin: 0; }
dd { margin: 0; font-size: 2.25rem; font-weight: 800; font-variant-numeric: tabular-nums; line-height: 1.2; }
`;
