/**
 * The reference of an API as a page of plain HTML from the route table: no scripts, one heading per
 * operation to find with the browser's own search, a curl command to copy.
 */
import { type ErrorCode, errorTable } from '@onsale/contract/errors.ts';
import { errorsOf } from '@onsale/contract/openapi.ts';
import type { RouteSpec } from '@onsale/contract/route.ts';
import { type Html, html, nothing } from './html.ts';
import { schemaTable } from './schema-table.ts';

export type ReferencePage = {
  readonly title: string;
  readonly introduction: string;
  /** Address of the OpenAPI document. */
  readonly document: string;
};

function layout(title: string, content: Html): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="stylesheet" href="/api/docs/style.css" />
      </head>
      <body>
        ${content}
      </body>
    </html> `.text;
}

/** A command that works when pasted: every value a placeholder or an example. */
export function curlExample(spec: RouteSpec): string {
  const lines = [`curl -X ${spec.method} "$BASE${examplePath(spec.path)}"`];
  if (isForPeople(spec)) lines.push('-b cookies.txt -H "Sec-Fetch-Site: same-origin"');
  else if (spec.auth !== 'none') lines.push('-H "Authorization: Bearer $KEY"');
  if (spec.headers !== undefined) lines.push('-H "Idempotency-Key: $(uuidgen)"');
  if (spec.body !== undefined) {
    lines.push('-H "Content-Type: application/json"');
    const body = JSON.stringify(spec.example?.body ?? {});
    lines.push(`-d '${body.replaceAll("'", String.raw`'\''`)}'`);
  }
  return lines.join(' \\\n  ');
}

const EXAMPLE_ID = '0192f0a4-7c2e-7b5a-9d6e-3f1c2b4a5d6e';

/** Ids of reservations, orders and tickets look alike. */
const examplePath = (path: string): string =>
  path
    .replace('{eventId}', '1')
    .replace('{userId}', 'user123')
    .replaceAll(/\{\w+Id\}/g, EXAMPLE_ID);

const isForPeople = ({ auth }: RouteSpec): boolean => auth === 'person' || auth === 'account';

function needs({ auth, sessions }: RouteSpec): Html {
  if (auth === 'none') return html`Open to everybody.`;
  if (auth === 'person') return html`Needs a session, of a guest or an account.`;
  if (auth === 'account') return html`Needs the session of an account.`;
  const scope = html`Needs a key with the scope <code>${auth}</code>`;
  if (sessions === 'anyone') return html`${scope}, or a session for what is its own.`;
  if (sessions === 'members') return html`${scope}, or the session of a member whose role has it.`;
  return html`${scope}.`;
}

function operation(spec: RouteSpec): Html {
  const example = spec.example?.response;
  return html` <section>
    <h2 id="${spec.id}"><span class="method">${spec.method}</span> <code>${spec.path}</code></h2>
    <p>${spec.summary}.</p>
    <p>${needs(spec)}</p>
    <pre><code>${curlExample(spec)}</code></pre>
    ${schemaTable('Path', spec.params)} ${schemaTable('Query', spec.query)}
    ${schemaTable('Headers', spec.headers)} ${schemaTable('Body', spec.body)}
    ${schemaTable(`Answer, status ${spec.status}`, spec.response)}
    ${
      example === undefined
        ? nothing
        : html`<pre><code>${JSON.stringify(example, undefined, 2)}</code></pre>`
    }
    <p>
      Refusals:
      ${errorsOf(spec).map((code) => html`<a href="#error-${code}"><code>${code}</code></a> `)}
    </p>
  </section>`;
}

function errorRows(routes: readonly RouteSpec[]): Html[] {
  const used = new Set(routes.flatMap((spec) => errorsOf(spec)));
  used.add('not_found').add('method_not_allowed');
  return (Object.keys(errorTable) as ErrorCode[])
    .filter((code) => used.has(code))
    .map((code) => {
      const { status, message, next } = errorTable[code];
      return html`<tr id="error-${code}">
        <th scope="row"><code>${code}</code></th>
        <td>${status}</td>
        <td>${message}</td>
        <td>${next}</td>
      </tr>`;
    });
}

/** The page of one API. */
export function referencePage(routes: readonly RouteSpec[], page: ReferencePage): string {
  const contents = routes.map(
    (spec) => html`<li><a href="#${spec.id}">${spec.method} ${spec.path}</a>: ${spec.summary}</li>`,
  );
  return layout(
    page.title,
    html` <header>
        <p><a href="/api/docs">All APIs</a></p>
        <h1>${page.title}</h1>
        <p>${page.introduction}</p>
        <p>As OpenAPI 3.1: <a href="${page.document}">${page.document}</a></p>
        <pre><code>BASE=http://localhost:8080
KEY=your-api-key</code></pre>
      </header>
      <nav aria-label="Operations">
        <ul>
          ${contents}
        </ul>
      </nav>
      <main>
        ${routes.map(operation)}
        <section>
          <h2 id="errors">Refusals</h2>
          <div class="scroll">
            <table>
              <thead>
                <tr>
                  <th>Code</th>
                  <th>Status</th>
                  <th>Meaning</th>
                  <th>What to do</th>
                </tr>
              </thead>
              <tbody>
                ${errorRows(routes)}
              </tbody>
            </table>
          </div>
        </section>
      </main>`,
  );
}

/** The page that leads to the others. */
export function referenceIndex(
  pages: readonly (ReferencePage & { readonly url: string })[],
): string {
  const list = pages.map(
    (page) => html`<li><a href="${page.url}">${page.title}</a>: ${page.introduction}</li>`,
  );
  return layout(
    'API reference',
    html`<main>
      <h1>API reference</h1>
      <ul>
        ${list}
      </ul>
    </main>`,
  );
}

export const referenceStyle = `:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem; }
h2 { margin-top: 3rem; overflow-wrap: anywhere; }
.method { font-size: 0.8em; border: 1px solid; border-radius: 0.25rem; padding: 0 0.4rem; }
pre { padding: 0.75rem; border: 1px solid #8886; border-radius: 0.25rem; overflow-x: auto; }
.scroll { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: start; font-weight: 600; padding: 0.25rem 0; }
th, td { text-align: start; vertical-align: top; padding: 0.25rem 0.5rem; }
th, td { border-top: 1px solid #8886; }
tbody th { font-weight: 400; }
:target { background: #fc04; }
`;
