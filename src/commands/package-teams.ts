import { writeFile } from 'node:fs/promises';
import { type AppDetails, packageApp } from '../platforms/teams/package/app.ts';
import { Refusal } from '../refusal.ts';
import { readArguments, usageError } from './usage.ts';

const USAGE = `package:teams -- --app-id ID --domain HOST    writes the Teams app's zip
  --app-id ID       the Azure bot's Microsoft App ID
  --domain HOST     the host under which Teams reaches the bot, such as dalil.example.org
  --out FILE        where to write it (dalil-teams.zip)
  --developer NAME  who stands behind the app
  --website URL, --privacy URL, --terms URL   their pages (https://HOST/, /privacy, /terms)
  --version X.Y.Z   the app's version; raise it for an update (1.0.0)`;

const OPTIONS = {
  'app-id': { type: 'string' },
  domain: { type: 'string' },
  out: { type: 'string', default: 'dalil-teams.zip' },
  developer: { type: 'string' },
  website: { type: 'string' },
  privacy: { type: 'string' },
  terms: { type: 'string' },
  version: { type: 'string' },
} as const;

export async function run(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const { values } = readArguments(args, OPTIONS, USAGE);
  const details: AppDetails = {
    ...values,
    appId: (values['app-id'] ?? env.MICROSOFT_APP_ID ?? '').toLowerCase(),
    domain: values.domain ?? '',
  };
  const problems = problemsOf(details);
  if (problems.length > 0) throw usageError(problems.join('\n'), USAGE);
  try {
    await writeFile(values.out, await packageApp(details));
  } catch (error) {
    throw new Refusal(`${values.out} cannot be written (${codeOf(error)}). Give another place with --out.`);
  }
  process.stdout.write(`${values.out}\n`);
  return 0;
}

/** All that is missing or malformed, each with its cure. */
function problemsOf({ appId, domain, developer, website, privacy, terms, version }: AppDetails): string[] {
  const pages = Object.entries({ website, privacy, terms });
  return [
    ...(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(appId)
      ? []
      : [
          "--app-id has to be the Azure bot's Microsoft App ID, such as 11111111-2222-3333-4444-555555555555.",
        ]),
    ...(/^(?=.{1,253}$)[a-z\d]([a-z\d-]*[a-z\d])?(\.[a-z\d]([a-z\d-]*[a-z\d])?)+$/i.test(domain)
      ? []
      : ['--domain has to be a host such as dalil.example.org, without https:// and without a path.']),
    ...pages.flatMap(([name, page]) =>
      page === undefined || /^https:\/\/[^\s/]+/i.test(page) ? [] : [`--${name} has to begin with https://.`],
    ),
    ...(developer === undefined || (developer.length > 0 && developer.length <= 32)
      ? []
      : ['--developer has to have 1 to 32 characters.']),
    ...(version === undefined || /^\d+\.\d+\.\d+$/.test(version)
      ? []
      : ['--version has to be of the form 1.0.0.']),
  ];
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
