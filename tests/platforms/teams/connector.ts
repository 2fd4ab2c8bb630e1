import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

export const APP_ID = '11111111-2222-3333-4444-555555555555';
export const TENANT = '99999999-8888-7777-6666-555555555555';
const ISSUER = 'https://api.botframework.com';

/** A message as the connector got it. */
export interface Sent {
  conversation: string;
  replyToId: string | null;
  /** What the connector named it. */
  id: string;
  at: number;
  authorization: string | undefined;
  activity: {
    type: string;
    text?: string;
    textFormat?: string;
    summary?: string;
    channelData?: unknown;
    attachments?: { contentType: string; content: unknown }[];
  };
}

/** Teams' own key, and one that is nobody's. */
const KEYS = Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);

interface Failure {
  status: number;
  headers?: Record<string, string>;
}

/**
 * Stands in for Teams' side on loopback: the keys of its tokens, its connector and its roster.
 * Tokens are really signed; nothing here shares code with the bot.
 */
export async function startConnector() {
  const sent: Sent[] = [];
  const failures: Failure[] = [];
  const roster = new Map<string, { userRole?: string; tenantId?: string } | number>();
  const asked: string[] = [];
  let keysAway = false;
  let delayMs = 0;
  const [own, strange] = await KEYS;
  const jwk = { ...(await exportJWK(own.publicKey)), kid: 'teams-1', use: 'sig', endorsements: ['msteams'] };
  const server = createServer(async (request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    const body = await bodyOf(request);
    asked.push(`${request.method} ${path}`);
    if (path === '/openid' || path === '/keys') {
      if (keysAway) return json(response, 503, {});
      return json(
        response,
        200,
        path === '/keys' ? { keys: [jwk] } : { issuer: ISSUER, jwks_uri: `${base}/keys` },
      );
    }
    const member = /^\/connector\/v3\/conversations\/[^/]+\/members\/([^/]+)$/.exec(path);
    if (member !== null) {
      const id = decodeURIComponent(member[1] ?? '');
      const known = roster.get(id) ?? { userRole: 'user', tenantId: TENANT };
      return typeof known === 'number' ? json(response, known, {}) : json(response, 200, { id, ...known });
    }
    const post = /^\/connector\/v3\/conversations\/([^/]+)\/activities(?:\/([^/]+))?$/.exec(path);
    if (post === null || request.method !== 'POST') return json(response, 404, {});
    const failure = failures.shift();
    if (failure !== undefined)
      return json(response, failure.status, { error: { code: 'Busy' } }, failure.headers);
    if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
    const id = `sent-${sent.length + 1}`;
    sent.push({
      conversation: decodeURIComponent(post[1] ?? ''),
      replyToId: post[2] === undefined ? null : decodeURIComponent(post[2]),
      id,
      at: Date.now(),
      authorization: request.headers.authorization,
      activity: JSON.parse(body),
    });
    return json(response, 201, { id });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const serviceUrl = `${base}/connector`;

  /** A token as Teams signs it, or one that is wrong in some way. */
  async function token(
    claims: JWTPayload = {},
    { key = own.privateKey, header = {} as Record<string, string> } = {},
  ): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const whole = {
      iss: ISSUER,
      aud: APP_ID,
      serviceurl: serviceUrl,
      nbf: now - 10,
      exp: now + 3600,
      ...claims,
    };
    return new SignJWT(whole).setProtectedHeader({ alg: 'RS256', kid: 'teams-1', ...header }).sign(key);
  }

  return {
    sent,
    failures,
    roster,
    /** Every request that came, as `GET /keys`. */
    asked,
    serviceUrl,
    openIdMetadataUrl: `${base}/openid`,
    token,
    strangeKey: strange.privateKey,
    takeKeysAway: (away: boolean) => {
      keysAway = away;
    },
    answerAfter: (milliseconds: number) => {
      delayMs = milliseconds;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
export type Connector = Awaited<ReturnType<typeof startConnector>>;

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}
