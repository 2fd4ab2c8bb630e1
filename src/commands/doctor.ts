import { existsSync } from 'node:fs';
import { get } from 'node:http';
import { text } from 'node:stream/consumers';
import {
  type Check,
  type Config,
  readConfig,
  servesPlatformsOverHttp,
  type problemLine as settingLine,
} from '../config.ts';
import { load } from '../content/load.ts';
import { Refusal } from '../refusal.ts';
import { LOADING, problemLine } from './open.ts';
import { openConfiguredStorage } from './open-storage.ts';
import { listen } from './serving/listen.ts';
import { readArguments } from './usage.ts';

const USAGE = `doctor    what is configured, what works, what does not and how to mend it; exit 1 when something does not
  --json  the same for a program`;

export async function run(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const { values } = readArguments(args, { json: { type: 'boolean' } }, USAGE);
  const checks = await examine(env);
  const ok = checks.every((check) => check.ok !== false);
  const findings = values.json ? JSON.stringify({ ok, checks }, null, 2) : checks.map(checkLines).join('\n');
  process.stdout.write(`${findings}\n`);
  return ok ? 0 : 1;
}

/** When a platform last sent anything; null for never, undefined where nobody can tell. */
type Heard = { slack?: Date | null; teams?: Date | null };

async function examine(env: NodeJS.ProcessEnv): Promise<Check[]> {
  const node: Check = { name: 'node', ok: true, says: process.version };
  const read = readConfig(env);
  if ('problems' in read) return [node, ...read.problems.map(settingCheck)];
  const { config } = read;
  const { check: database, heard } = await checkDatabase(config);
  return [
    node,
    { name: 'settings', ok: true, says: 'All that are set can be read.' },
    checkContent(config.contentDir),
    database,
    ...(await checkPorts(config)),
    ...(await checkSlack(config, heard)),
    ...(await checkTeams(config, heard)),
  ];
}

function settingCheck(problem: Parameters<typeof settingLine>[0]): Check {
  return { name: 'settings', ok: false, says: `${problem.name} ${problem.problem}.`, cure: problem.cure };
}

function checkContent(dir: string): Check {
  const loaded = load(dir, LOADING);
  if ('store' in loaded)
    return { name: 'content', ok: true, says: `${loaded.store.entries.size} entries in ${dir}.` };
  const says = `${loaded.problems.length} to mend in ${dir}; the first: ${loaded.problems.slice(0, 1).map(problemLine)}`;
  return { name: 'content', ok: false, says, cure: 'All of them: npm run --silent check' };
}

/** The database's state, and when each platform was last heard, as far as it knows. */
async function checkDatabase(config: Config): Promise<{ check: Check; heard: Heard }> {
  const name = 'database';
  const file = config.databaseUrl.startsWith('file:') ? config.databaseUrl.slice('file:'.length) : null;
  if (file !== null && !existsSync(file))
    return { check: { name, ok: null, says: `${file} is made at the first start.` }, heard: {} };
  try {
    const { storage } = await openConfiguredStorage(config);
    const heard = { slack: await storage.seen.get('slack'), teams: await storage.seen.get('teams') };
    await storage.close();
    return {
      check: { name, ok: true, says: file === null ? 'PostgreSQL answers.' : `${file} opens.` },
      heard,
    };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { check: { name, ok: false, says: error.message }, heard: {} };
  }
}

async function checkPorts(config: Config): Promise<Check[]> {
  const doors: [name: string, host: string, port: number][] = [['PORT', config.host, config.port]];
  if (servesPlatformsOverHttp(config)) doors.push(['DESK_PORT', config.deskHost, config.deskPort]);
  return Promise.all(doors.map(([name, host, port]) => checkPort(name, host, port)));
}

async function checkPort(name: string, host: string, port: number): Promise<Check> {
  if (await servesAlready(host, port))
    return { name, ok: true, says: `Dalil is serving on ${host}:${port} now.` };
  try {
    const { close } = await listen(() => {}, host, port, name);
    await close();
    return { name, ok: true, says: `${host}:${port} is free; nothing is being served there now.` };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { name, ok: false, says: error.message };
  }
}

/** Whether a Dalil answers there; whatever else does is another program. */
function servesAlready(host: string, port: number): Promise<boolean> {
  const options = { host: host === '0.0.0.0' ? '127.0.0.1' : host, port, path: '/healthz', timeout: 2_000 };
  return new Promise((resolve) => {
    const request = get(options, async (response) => {
      const body = await text(response).catch(() => '');
      resolve(response.statusCode === 200 && /^\{"status":"ok"/.test(body));
    });
    request.on('timeout', () => request.destroy()).on('error', () => resolve(false));
  });
}

/** A platform that is not configured is not even loaded. */
async function checkSlack({ slack }: Config, { slack: last }: Heard): Promise<Check[]> {
  if (slack === null) return notConfigured('slack');
  const { diagnose } = await import('../platforms/slack/diagnose.ts');
  return diagnose(slack, last === undefined ? {} : { lastHeard: async () => last });
}

async function checkTeams({ teams, port }: Config, { teams: lastHeard }: Heard): Promise<Check[]> {
  if (teams.app === null) return notConfigured('teams');
  const { diagnose } = await import('../platforms/teams/diagnose.ts');
  return diagnose(teams, { address: `http://127.0.0.1:${port}`, lastHeard });
}

function notConfigured(name: string): Check[] {
  return [{ name, ok: null, says: `Not configured: see docs/${name}.md.` }];
}

function checkLines({ name, ok, says, cure }: Check): string {
  const mark = ok === null ? '–' : ok ? '✓' : '✗';
  const line = `${mark} ${name.padEnd(14)} ${says}`;
  return cure === undefined ? line : `${line}\n${' '.repeat(17)}${cure}`;
}
