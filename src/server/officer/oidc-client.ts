import * as oidc from 'openid-client';

/** Settings of the identity provider that officers may sign in with. */
export interface OidcSettings {
  /** Issuer, whose `/.well-known/openid-configuration` names everything else. */
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** The claim that holds the officer's identifier. */
  claim: string;
  /** Name of the provider on the sign-in page. */
  label: string;
  /** Address of this server as browsers see it, for the redirect. */
  publicUrl: string;
}

/** What has to be remembered between leaving for the provider and coming back. */
export interface OidcAttempt {
  state: string;
  nonce: string;
  verifier: string;
  /** Path within the site to go to afterwards. */
  next: string;
}

/** Who has signed in at the provider. */
export interface OidcIdentity {
  /** Value of the claim that names the officer; empty when it is missing. */
  officer: string;
  /** Issuer and subject: never given to somebody else. */
  subject: string;
}

/** Clocks of the two servers may differ by this, in seconds. */
const clockTolerance = 60;
/** Seconds to wait for an answer of the provider. */
const timeout = 10;

/** Asks the provider for officers' identities: authorization code flow with PKCE (OpenID Connect Core, RFC 7636). */
export class OidcClient {
  readonly settings: OidcSettings;
  #config: Promise<oidc.Configuration> | undefined;

  constructor(settings: OidcSettings) {
    this.settings = settings;
  }

  /** Address at the provider to send the browser to, and what to remember meanwhile. */
  async begin(next: string): Promise<{ url: URL; attempt: OidcAttempt }> {
    const config = await this.#configuration();
    const attempt = {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      verifier: oidc.randomPKCECodeVerifier(),
      next,
    };
    const url = oidc.buildAuthorizationUrl(config, {
      redirect_uri: this.#redirect,
      scope: 'openid profile',
      state: attempt.state,
      nonce: attempt.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(attempt.verifier),
      code_challenge_method: 'S256',
    });
    return { url, attempt };
  }

  /**
   * The identity that the provider has sent the browser back with.
   * @param query of the request that came back
   * @throws when state, nonce, issuer, signature, audience or times are wrong
   */
  async finish(query: string, { state, nonce, verifier }: OidcAttempt): Promise<OidcIdentity> {
    const config = await this.#configuration();
    const tokens = await oidc.authorizationCodeGrant(config, new URL(this.#redirect + query), {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims()!;
    const name = claims[this.settings.claim];
    return { officer: typeof name === 'string' ? name : '', subject: `${claims.iss}|${claims.sub}` };
  }

  get #redirect(): string {
    return new URL('/desk/oidc/callback', this.settings.publicUrl).href;
  }

  /** Discovered once; after a failure it is tried again. */
  #configuration(): Promise<oidc.Configuration> {
    return (this.#config ??= this.#discover().catch((error: unknown) => {
      this.#config = undefined;
      throw error;
    }));
  }

  async #discover(): Promise<oidc.Configuration> {
    const { issuer, clientId, clientSecret } = this.settings;
    const url = new URL(issuer);
    const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
    const config = await oidc.discovery(
      url,
      clientId,
      { client_secret: clientSecret, [oidc.clockTolerance]: clockTolerance },
      oidc.ClientSecretBasic(clientSecret),
      // Plain http only to the machine itself.
      { timeout, execute: isLocal ? [oidc.allowInsecureRequests] : [] },
    );
    // Signatures are checked too, although the token came straight from the provider.
    oidc.enableNonRepudiationChecks(config);
    return config;
  }
}
