import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

export const APP = {
  id: '11111111-2222-3333-4444-555555555555',
  tenant: '99999999-8888-7777-6666-555555555555',
};

/** A reply as it came: to which message, and when. */
export interface Reply {
  to: string;
  at: number;
}

/** Teams' side for a benchmark, on loopback: keys, a connector that takes every reply, a roster of colleagues. */
export interface TeamsStandIn {
  replies: Reply[];
  serviceUrl: string;
  openIdMetadataUrl: string;
  /** The header that Teams sends with each activity. */
  authorization: string;
  close(): Promise<void>;
}

export async function startTeamsStandIn(): Promise<TeamsStandIn> {
  const replies: Reply[] = [];
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const key = { ...(await exportJWK(publicKey)), kid: 'bench', endorsements: ['msteams'] };
  let base = '';
  const server = createServer(async (request, response) => {
    await read(request);
    const path = request.url ?? '';
    if (path === '/openid') return json(response, 200, { jwks_uri: `${base}/keys` });
    if (path === '/keys') return json(response, 200, { keys: [key] });
    const [, member] = /\/members\/([^/]+)$/.exec(path) ?? [];
    if (member !== undefined)
      return json(response, 200, { id: member, userRole: 'user', tenantId: APP.tenant });
    replies.push({ to: decodeURIComponent(path.split('/').at(-1) ?? ''), at: performance.now() });
    return json(response, 201, { id: `reply-${replies.length}` });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const claims = { iss: 'https://api.botframework.com', aud: APP.id, serviceurl: `${base}/connector` };
  const token = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', kid: 'bench' })
    .setExpirationTime('1h')
    .sign(privateKey);
  return {
    replies,
    serviceUrl: claims.serviceurl,
    openIdMetadataUrl: `${base}/openid`,
    authorization: `Bearer ${token}`,
    close: () => close(server),
  };
}

async function read(request: IncomingMessage): Promise<void> {
  for await (const _ of request);
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function close(server: Server): Promise<void> {
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
}
