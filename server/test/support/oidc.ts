/**
 * A real OpenID provider with a sign-in page: whoever comes chooses who to be, or says no. What it knows
 * of people is the test's to decide.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { Provider } from 'oidc-provider';
import { freePort } from './free-port.ts';

export type OidcPerson = {
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly name?: string;
};

export type OidcProvider = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** By subject; may be added to. */
  readonly people: Map<string, OidcPerson>;
  close(): Promise<void>;
};

/** `redirectUris`: of the one client. */
export async function startOidcProvider(
  redirectUris: readonly string[],
  at?: number,
): Promise<OidcProvider> {
  const port = at ?? (await freePort());
  const issuer = `http://127.0.0.1:${port}`;
  const [clientId, clientSecret] = ['onsale', 'a secret of the provider'];
  const people = new Map<string, OidcPerson>();
  const provider = new Provider(issuer, {
    clients: [
      { client_id: clientId, client_secret: clientSecret, redirect_uris: [...redirectUris] },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    cookies: { keys: ['signs the cookies of the provider'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    pkce: { required: () => true },
    ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600 },
    findAccount: (_ctx, sub) => ({
      accountId: sub,
      claims: async () => ({ sub, ...people.get(sub) }),
    }),
    // Who signs in there agrees.
    async loadExistingGrant(ctx) {
      const { client, session } = ctx.oidc;
      const grant = new ctx.oidc.provider.Grant({
        clientId: client?.clientId ?? '',
        accountId: session?.accountId ?? '',
      });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  });
  const callback = provider.callback();
  async function interact(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'POST') {
      const who = new URLSearchParams(await text(request)).get('who') ?? '';
      const denied = { error: 'access_denied', error_description: 'Not today.' };
      const result = who === '' ? denied : { login: { accountId: who } };
      await provider.interactionFinished(request, response, result);
      return;
    }
    const buttons = [...people.keys()].map((sub) => button(sub, `Continue as ${sub}`));
    const page = `<!doctype html><title>Sign in</title><form method="post">${buttons.join('')}
      ${button('', 'Not today')}</form>`;
    response.writeHead(200, { 'content-type': 'text/html' }).end(page);
  }
  const server = createServer((request, response) => {
    const isInteraction = request.url?.startsWith('/interaction/') === true;
    void (isInteraction ? interact(request, response) : callback(request, response));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    issuer,
    clientId,
    clientSecret,
    people,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const button = (who: string, label: string): string =>
  `<button name="who" value="${who}">${label}</button>`;
