import { createSign, generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

export const client = { id: 'motcua', secret: 'bi-mat-cua-may-chu-nay' };
export const callback = 'http://localhost/desk/oidc/callback';

/** An identity provider on a port of its own. */
export interface IdentityProvider {
  issuer: string;
  /** Signs somebody in, in a browser of their own; returns the address that the browser is sent back to. */
  signIn(authorization: string, account: string): Promise<string>;
  close(): void;
}

/**
 * A real provider (`oidc-provider`), whose accounts all exist.
 * @param back where browsers are sent back to
 */
export async function realProvider(back = callback): Promise<IdentityProvider> {
  const server = createServer();
  const issuer = await listen(server);
  const provider = new Provider(issuer, {
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [back] }],
    cookies: { keys: ['test'] },
    claims: { openid: ['sub'], profile: ['preferred_username'] },
    conformIdTokenClaims: false,
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: `so-${id}`, preferred_username: id }) }),
  });
  // It warns on the console of settings that are right for a test only.
  provider.on('server_error', () => {});
  server.on('request', provider.callback());
  return { issuer, signIn: (url, account) => walk(url, account), close: () => close(server) };
}

/** Follows the provider's pages, filling in its forms. */
async function walk(start: string, account: string): Promise<string> {
  const cookies = new Map<string, string>();
  let url = start;
  let body: URLSearchParams | undefined;
  for (let steps = 0; steps < 12; steps++) {
    const answer = await fetch(url, {
      redirect: 'manual',
      method: body ? 'POST' : 'GET',
      ...(body && { body }),
      headers: { Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(';')[0]!.split(/=(.*)/s);
      cookies.set(name, value);
    }
    const to = answer.headers.get('Location');
    body = undefined;
    if (to) {
      url = new URL(to, url).href;
      if (url.startsWith(callback)) return url;
      continue;
    }
    const page = await answer.text();
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
    if (!prompt) throw new Error(`no form: ${page.slice(0, 300)}`);
    body = new URLSearchParams({ prompt, login: account, password: 'x' });
  }
  throw new Error('the provider goes in circles');
}

/** What a lying provider puts into its ID tokens. */
export interface Lies {
  claims?: Record<string, unknown>;
  /** Signed with another key, or not at all. */
  signature?: 'other-key' | 'none';
}

/** A provider that answers every code with an ID token of the test's making. */
export async function lyingProvider(): Promise<IdentityProvider & { lies: Lies }> {
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const others = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const self: { lies: Lies } = { lies: {} };
  let nonce = '';
  const server = createServer((request, response) => {
    const json = (value: unknown) =>
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
    const path = request.url ?? '';
    if (path.startsWith('/.well-known'))
      return json({
        issuer,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
        code_challenge_methods_supported: ['S256'],
      });
    if (path === '/jwks')
      return json({ keys: [{ ...keys.publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }] });
    return json({ access_token: 'x', token_type: 'Bearer', id_token: idToken() });
  });
  const issuer = await listen(server);

  function idToken(): string {
    const now = Math.floor(Date.now() / 1000);
    const { claims, signature } = self.lies;
    const usual = {
      iss: issuer,
      sub: 'so-thu',
      aud: client.id,
      iat: now,
      exp: now + 300,
      nonce,
      preferred_username: 'thu',
    };
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const signed = `${part({ alg: signature === 'none' ? 'none' : 'RS256', kid: 'one' })}.${part({ ...usual, ...claims })}`;
    if (signature === 'none') return `${signed}.`;
    const key = signature === 'other-key' ? others.privateKey : keys.privateKey;
    return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key).toString('base64url')}`;
  }

  return Object.assign(self, {
    issuer,
    signIn: (url: string) => {
      const asked = new URL(url).searchParams;
      nonce = asked.get('nonce') ?? '';
      return Promise.resolve(`${callback}?${new URLSearchParams({ code: 'x', state: asked.get('state') ?? '' })}`);
    },
    close: () => close(server),
  });
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function close(server: Server): void {
  server.closeAllConnections();
  server.close();
}
