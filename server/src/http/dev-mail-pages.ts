/** The pages of the mailbox for development. */
import type { KeptMail } from '../mail/kept-mail.ts';
import { type Html, html, nothing } from './html.ts';

export const styleAddress = '/dev/mail.css';

export const style = `
:root { color-scheme: light dark; font-family: system-ui, sans-serif; line-height: 1.5; }
body { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem; }
a { color: LinkText; }
form { display: inline-flex; gap: 0.5rem; margin: 0 1rem 1rem 0; }
input, button { font: inherit; padding: 0.4rem 0.75rem; min-height: 2.25rem; }
ul { list-style: none; padding: 0; }
li { padding: 0.75rem 0; border-top: 1px solid GrayText; overflow-wrap: anywhere; }
small { display: block; opacity: 0.75; }
iframe { width: 100%; height: 46rem; border: 1px solid GrayText; background: Canvas; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid GrayText; padding: 1rem; }
`;

const page = (title: string, body: Html): string =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <link rel="stylesheet" href="${styleAddress}" />
      </head>
      <body>
        ${body}
      </body>
    </html> `.text;

const when = (atMs: number): string => new Date(atMs).toISOString().replace('T', ' ').slice(0, 19);

const row = ({ name, to, subject, atMs, attachments }: KeptMail): Html =>
  html`<li>
    <a href="/dev/mail/${name}">${subject}</a>
    <small
      >${to} · ${when(atMs)}
      UTC${attachments.length === 0 ? '' : ` · ${attachments.length} attached`}</small
    >
  </li>`;

export const listPage = (mails: readonly KeptMail[], query: string): string =>
  page(
    'Mails',
    html`<h1>Mails</h1>
      <p>What would have been sent. The last hundred are kept.</p>
      <form method="get" action="/dev/mail" role="search">
        <input type="search" name="q" aria-label="Search" value="${query}" />
        <button>Search</button>
      </form>
      <form method="post" action="/dev/mail/delete"><button>Delete all</button></form>
      ${
        mails.length === 0
          ? html`<p>${query === '' ? 'There are none yet.' : 'None of them says that.'}</p>`
          : html`<ul>
              ${mails.map(row)}
            </ul>`
      }`,
  );

export const mailPage = ({ name, to, subject, atMs, text, attachments }: KeptMail): string =>
  page(
    subject,
    html`<p><a href="/dev/mail">All mails</a></p>
      <h1>${subject}</h1>
      <p>To: ${to}<small>${when(atMs)} UTC</small></p>
      ${
        attachments.length === 0
          ? nothing
          : html`<ul aria-label="Attachments">
              ${attachments.map(
                (one, nth) =>
                  html`<li>
                    <a href="/dev/mail/${name}/attachments/${nth}">${one.name}</a>
                    <small>${one.type}</small>
                  </li>`,
              )}
            </ul>`
      }
      <iframe
        title="As HTML"
        src="/dev/mail/${name}/html"
        sandbox="allow-popups allow-popups-to-escape-sandbox"
      ></iframe>
      <h2>As text</h2>
      <pre>${text}</pre>
      <p><a href="/dev/mail/${name}/raw">As it would have been sent</a></p>`,
  );
