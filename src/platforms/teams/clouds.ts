/** Where one of Microsoft's clouds is: who signs what comes in, who gives tokens for what goes out. */
export interface Cloud {
  openIdMetadataUrl: string;
  issuer: string;
  /** Null: replies carry no token, because nobody here would check it. */
  login: string | null;
  scope: string;
  /** Hosts of connectors: exact, or everything under a name that begins with a dot. */
  connectors: readonly string[];
}

const PUBLIC: Cloud = {
  openIdMetadataUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
  issuer: 'https://api.botframework.com',
  login: 'https://login.microsoftonline.com',
  scope: 'https://api.botframework.com/.default',
  connectors: ['smba.trafficmanager.net', '.teams.microsoft.com'],
};
const US_GOVERNMENT: Cloud = {
  openIdMetadataUrl: 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
  issuer: 'https://api.botframework.us',
  login: 'https://login.microsoftonline.us',
  scope: 'https://api.botframework.us/.default',
  connectors: ['.teams.microsoft.us'],
};
const CHINA: Cloud = {
  openIdMetadataUrl: 'https://login.botframework.azure.cn/v1/.well-known/openidconfiguration',
  issuer: 'https://api.botframework.azure.cn',
  login: 'https://login.partner.microsoftonline.cn',
  scope: 'https://api.botframework.azure.cn/.default',
  connectors: ['.teams.microsoftonline.cn'],
};

/** The cloud that a metadata address belongs to. One on this machine is a stand-in, and stays on this machine. */
export function cloudOf(openIdMetadataUrl: string | null): Cloud {
  if (openIdMetadataUrl === null) return PUBLIC;
  const { hostname } = new URL(openIdMetadataUrl);
  if (isLoopbackHost(hostname)) return { ...PUBLIC, openIdMetadataUrl, login: null, connectors: [] };
  if (hostname.endsWith('.azure.us')) return { ...US_GOVERNMENT, openIdMetadataUrl };
  if (hostname.endsWith('.azure.cn')) return { ...CHINA, openIdMetadataUrl };
  return { ...PUBLIC, openIdMetadataUrl };
}

/** True when replies may be sent there. A stand-in's connector is on this machine too. */
export function isConnector(serviceUrl: string, cloud: Cloud): boolean {
  if (!URL.canParse(serviceUrl)) return false;
  const { protocol, hostname, username } = new URL(serviceUrl);
  if (username !== '') return false;
  if (cloud.login === null) return isLoopbackHost(hostname);
  return protocol === 'https:' && cloud.connectors.some((host) => isUnder(hostname, host));
}

function isUnder(hostname: string, host: string): boolean {
  return host.startsWith('.') ? hostname.endsWith(host) : hostname === host;
}

/** True for an address that is this very machine. */
export function isLoopbackUrl(url: string): boolean {
  return (
    URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) && isLoopbackHost(new URL(url).hostname)
  );
}

export function isLoopbackHost(hostname: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?|\[?::ffff:(127(\.\d{1,3}){3}|7f[\da-f]{2}:[\da-f]{1,4})\]?)$/i.test(
    hostname,
  );
}
