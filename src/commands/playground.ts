import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Refusal } from '../refusal.ts';
import { readArguments } from './usage.ts';

const USAGE = `playground    Microsoft's Agents Playground, a Teams client without an account, on the bot that is running here
  --port N    the Playground's own port (56150)`;

/** The first knock at the door loads the SDK behind it. */
const TIMEOUT_MS = 20_000;

/** Runs the Playground on loopback until Ctrl-C. Nothing of it leaves this machine. */
export async function run(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const { values } = readArguments(args, { port: { type: 'string', default: '56150' } }, USAGE);
  const bot = `http://127.0.0.1:${env.PORT || '3978'}`;
  const program = findPlayground();
  await checkBot(bot);
  const hook = new URL('../../src/commands/playground/loopback.mjs', import.meta.url);
  const started = [
    'start',
    '-e',
    `${bot}/api/messages`,
    '-c',
    'msteams',
    '-p',
    values.port,
    '--disable-telemetry',
  ];
  const log = join(tmpdir(), 'dalil-playground.log');
  const child = spawn(process.execPath, ['--import', hook.href, program, ...started], {
    env: { ...env, M365_AGENTS_PLAYGROUND_LOGFILE: log },
    stdio: 'inherit',
  });
  const passOn = (signal: NodeJS.Signals) => child.kill(signal);
  process.once('SIGTERM', passOn).once('SIGINT', passOn);
  process.stderr.write(`The Playground opens at http://127.0.0.1:${values.port}; Ctrl-C ends it.\n`);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(signal === null ? (code ?? 1) : 0));
  });
}

function findPlayground(): string {
  try {
    const manifest = createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/package.json');
    return fileURLToPath(new URL('cli.js', `file://${manifest}`));
  } catch {
    throw new Refusal(
      'The Agents Playground is not installed: it comes with the development packages. Run: npm ci',
    );
  }
}

/** The Playground shows nothing of a bot that is not there, or that wants Teams' tokens. */
async function checkBot(bot: string): Promise<void> {
  const probe = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
  let status: number;
  try {
    ({ status } = await fetch(`${bot}/api/messages`, { ...probe, signal: AbortSignal.timeout(TIMEOUT_MS) }));
  } catch {
    throw new Refusal(`No bot answers at ${bot}. Start it in another terminal first: npm start`);
  }
  if (status === 401) {
    throw new Refusal(
      `The bot at ${bot} has an app id and answers Teams alone. Start one without MICROSOFT_APP_ID.`,
    );
  }
  if (status !== 400) {
    throw new Refusal(`What answers at ${bot} is no bot that the Playground can use (it answers ${status}).`);
  }
}
