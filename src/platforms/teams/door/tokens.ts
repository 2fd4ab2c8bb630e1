import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import { z } from 'zod';
import { type Cloud, isLoopbackUrl } from '../clouds.ts';

/** The request is not known to come from Teams. The message says why; it never holds the token. */
export class Unauthorized extends Error {}
/** Teams' keys cannot be had, so that nothing can be said of a token. */
export class KeysAway extends Error {}

/** Clocks of Microsoft's and ours may differ so much, in seconds. */
const CLOCK_TOLERANCE = 300;
const KEYS_TIMEOUT_MS = 5_000;
/** Unknown keys make us look for new ones at most so often. */
const KEYS_COOLDOWN_MS = 30_000;
const ALGORITHMS = ['RS256', 'RS384', 'RS512'];

interface Claims {
  serviceUrl: string;
  channelId: string;
}

/** Checks the tokens that Teams sends with each request, against keys that are fetched once and renewed. */
export function createTokenCheck(appId: string, cloud: Cloud) {
  let keys: Promise<ReturnType<typeof createRemoteJWKSet>> | null = null;
  const fetched = () => {
    keys ??= fetchKeys(cloud).catch((error: unknown) => {
      keys = null;
      throw error;
    });
    return keys;
  };
  /** Resolves when the request is Teams' own for this app and this connector; otherwise rejects. */
  return async (authorization: string, { serviceUrl, channelId }: Claims): Promise<void> => {
    const [, token = ''] = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization) ?? [];
    if (token === '') throw new Unauthorized('no bearer token');
    const keySet = await fetched();
    const { payload, protectedHeader } = await jwtVerify(token, keySet, {
      algorithms: ALGORITHMS,
      issuer: cloud.issuer,
      audience: appId,
      clockTolerance: CLOCK_TOLERANCE,
      requiredClaims: ['exp'],
    }).catch(refuse);
    if (payload.serviceurl !== serviceUrl) throw new Unauthorized('a token for another connector');
    const key = keySet.jwks()?.keys.find(({ kid }) => kid === protectedHeader.kid);
    if (!endorses(key, channelId)) throw new Unauthorized('a key that may not speak for this channel');
  };
}

function refuse(error: unknown): never {
  const ours =
    error instanceof errors.JOSEError && !['ERR_JWKS_TIMEOUT', 'ERR_JOSE_GENERIC'].includes(error.code);
  if (ours) throw new Unauthorized(error.code);
  throw new KeysAway("Teams' keys cannot be fetched", { cause: error });
}

/** A key with endorsements speaks only for the channels that it names. */
function endorses(key: unknown, channelId: string): boolean {
  const endorsements =
    z.object({ endorsements: z.array(z.string()) }).safeParse(key).data?.endorsements ?? [];
  return endorsements.length === 0 || endorsements.includes(channelId);
}

async function fetchKeys({ openIdMetadataUrl }: Cloud) {
  const address = await keysAddress(openIdMetadataUrl);
  return createRemoteJWKSet(address, {
    timeoutDuration: KEYS_TIMEOUT_MS,
    cooldownDuration: KEYS_COOLDOWN_MS,
  });
}

/** Where the metadata says the keys are. Throws KeysAway when it cannot be read. */
export async function keysAddress(openIdMetadataUrl: string): Promise<URL> {
  try {
    const response = await fetch(openIdMetadataUrl, { signal: AbortSignal.timeout(KEYS_TIMEOUT_MS) });
    if (!response.ok) throw new Error(`status ${response.status}`);
    const { jwks_uri: address } = z.object({ jwks_uri: z.url() }).parse(await response.json());
    const trusted =
      address.startsWith('https:') || (isLoopbackUrl(address) && isLoopbackUrl(openIdMetadataUrl));
    if (!trusted) throw new Error('keys over an open line');
    return new URL(address);
  } catch (cause) {
    throw new KeysAway("Teams' metadata cannot be fetched", { cause });
  }
}
