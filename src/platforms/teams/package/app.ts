import { readFile } from 'node:fs/promises';
import { zip } from './zip.ts';

/** What the manifest says of one organisation's own Dalil. */
export interface AppDetails {
  appId: string;
  /** The host under which Teams reaches the bot, such as `dalil.example.org`. */
  domain: string;
  developer?: string | undefined;
  website?: string | undefined;
  privacy?: string | undefined;
  terms?: string | undefined;
  /** The app's own version, higher than that of an app that is to be updated. */
  version?: string | undefined;
}

const FOLDER = new URL('../../../../manifests/teams/', import.meta.url);
const TEMPLATE_ID = '00000000-0000-0000-0000-000000000000';
const TEMPLATE_DOMAIN = 'dalil.example';
const FILES = ['fr.json', 'ar.json', 'color.png', 'outline.png'];

/** The Teams app as the archive that Teams' administration takes. */
export async function packageApp(details: AppDetails): Promise<Buffer> {
  const manifest = Buffer.from(`${JSON.stringify(await manifestFor(details), null, 2)}\n`);
  const others = await Promise.all(
    FILES.map(async (name): Promise<[string, Buffer]> => [name, await readFile(new URL(name, FOLDER))]),
  );
  return zip(new Map([['manifest.json', manifest], ...others]));
}

async function manifestFor({ appId, domain, developer, website, privacy, terms, version }: AppDetails) {
  const template = await readFile(new URL('manifest.json', FOLDER), 'utf8');
  const manifest = JSON.parse(template.replaceAll(TEMPLATE_ID, appId).replaceAll(TEMPLATE_DOMAIN, domain));
  const given = { name: developer, websiteUrl: website, privacyUrl: privacy, termsOfUseUrl: terms };
  return {
    ...manifest,
    ...(version !== undefined && { version }),
    developer: { ...manifest.developer, ...withoutMissing(given) },
  };
}

function withoutMissing(values: Record<string, string | undefined>): Record<string, string> {
  const entries = Object.entries(values).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value]],
  );
  return Object.fromEntries(entries);
}
