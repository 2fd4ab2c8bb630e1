import type { Check, TeamsConfig } from '../../config.ts';
import { cloudOf } from './clouds.ts';
import { createTokenSource, TokenRefused } from './door/credentials.ts';
import { keysAddress } from './door/tokens.ts';

export interface DiagnosisFacts {
  /** Where this machine's own bot would be listening: `http://127.0.0.1:3978`. */
  address: string;
  /** When Teams last sent anything; null when it never did, undefined when nobody can tell. */
  lastHeard: Date | null | undefined;
}

const TIMEOUT_MS = 5_000;

/** What of Teams is configured, what works and how to mend the rest. Sends the app's secret to Microsoft alone. */
export async function diagnose(config: TeamsConfig, facts: DiagnosisFacts): Promise<Check[]> {
  const { app } = config;
  if (app === null) {
    const says = 'Not configured: only the Agents Playground on this machine is answered.';
    return [{ name: 'teams app', ok: null, says, cure: 'docs/teams.md leads from here into Teams.' }];
  }
  const [token, keys, door] = await Promise.all([
    checkToken(app, config),
    checkKeys(config),
    checkDoor(facts),
  ]);
  return [checkApp(app), token, keys, door, checkHeard(facts)];
}

const ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

function checkApp({ id, password, tenantId }: NonNullable<TeamsConfig['app']>): Check {
  const name = 'teams app';
  if (!ID.test(id) || !ID.test(tenantId)) {
    const says = 'MICROSOFT_APP_ID or MICROSOFT_APP_TENANT_ID is no id.';
    return { name, ok: false, says, cure: "Copy both from the Azure bot's Configuration." };
  }
  if (ID.test(password) || password.length < 16) {
    const says = 'MICROSOFT_APP_PASSWORD does not look like a secret.';
    return {
      name,
      ok: false,
      says,
      cure: "Copy the secret's Value, not its Secret ID, from Certificates & secrets.",
    };
  }
  return { name, ok: true, says: `App ${id} of tenant ${tenantId}.` };
}

/** Microsoft's codes for what people get wrong. */
const CURES: Record<string, string> = {
  AADSTS7000215: 'The secret is wrong: copy its Value (not its Secret ID) anew into MICROSOFT_APP_PASSWORD.',
  AADSTS7000222: 'The secret has expired: make a new one under Certificates & secrets.',
  AADSTS700016: 'The tenant does not know the app: check MICROSOFT_APP_ID and MICROSOFT_APP_TENANT_ID.',
  AADSTS90002: 'There is no such tenant: check MICROSOFT_APP_TENANT_ID.',
  AADSTS900023: 'There is no such tenant: check MICROSOFT_APP_TENANT_ID.',
};

async function checkToken(app: NonNullable<TeamsConfig['app']>, config: TeamsConfig): Promise<Check> {
  const name = 'teams token';
  const cloud = cloudOf(config.openIdMetadataUrl);
  if (cloud.login === null) return { name, ok: null, says: 'A stand-in on this machine wants no token.' };
  try {
    await createTokenSource(app, cloud)();
    return { name, ok: true, says: 'Microsoft gives one.' };
  } catch (error) {
    const code = error instanceof TokenRefused ? error.code : null;
    const cure = code === null ? `Let this machine reach ${cloud.login}.` : CURES[code];
    return {
      name,
      ok: false,
      says: `Microsoft gives none${code === null ? '.' : `: ${code}.`}`,
      ...(cure && { cure }),
    };
  }
}

async function checkKeys({ openIdMetadataUrl }: TeamsConfig): Promise<Check> {
  const name = 'teams keys';
  const address = cloudOf(openIdMetadataUrl).openIdMetadataUrl;
  try {
    const keys = await fetch(await keysAddress(address), { signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (keys.ok) return { name, ok: true, says: `Read from ${new URL(address).host}.` };
  } catch {
    // Falls through to the one way in which both fail.
  }
  const cure = openIdMetadataUrl === null ? 'Let this machine reach it.' : 'Check TEAMS_OPENID_METADATA_URL.';
  return { name, ok: false, says: `${address} cannot be read, so no message can be trusted.`, cure };
}

async function checkDoor({ address }: DiagnosisFacts): Promise<Check> {
  const name = 'teams door';
  const url = `${address}/api/messages`;
  try {
    const { status } = await fetch(url, { method: 'POST', signal: AbortSignal.timeout(TIMEOUT_MS) });
    const cure =
      "The Azure bot's messaging endpoint has to be this door's public address, https://…/api/messages.";
    if (status === 401)
      return { name, ok: true, says: `${url} is there, and lets nobody in without a token.`, cure };
    return {
      name,
      ok: false,
      says: `${url} answers ${status}, not as Dalil does.`,
      cure: 'See what else listens there.',
    };
  } catch {
    return { name, ok: null, says: 'Nothing is serving on this machine now.', cure: 'Start it: npm start' };
  }
}

function checkHeard({ lastHeard }: DiagnosisFacts): Check {
  const name = 'teams messages';
  if (lastHeard === undefined)
    return { name, ok: null, says: 'Whether any came cannot be told: the database is away.' };
  if (lastHeard !== null) return { name, ok: true, says: `The last came ${lastHeard.toISOString()}.` };
  const cure = "Check the Azure bot's messaging endpoint and its Teams channel, then write to the bot.";
  return { name, ok: null, says: 'None ever came.', cure };
}
