import { Refusal } from './refusal.ts';

/** What every command is: its arguments and the environment in, the exit code out. */
export interface Command {
  run(args: string[], env: NodeJS.ProcessEnv): Promise<number>;
}

/** The front door. A command's rooms are loaded only when it is called. */
const COMMANDS: Record<string, () => Promise<Command>> = {
  serve: () => import('./commands/serve.ts'),
  ask: () => import('./commands/ask.ts'),
  check: () => import('./commands/check.ts'),
  doctor: () => import('./commands/doctor.ts'),
  journal: () => import('./commands/journal.ts'),
  backup: () => import('./commands/backup.ts'),
  restore: () => import('./commands/restore.ts'),
  playground: () => import('./commands/playground.ts'),
  'package-teams': () => import('./commands/package-teams.ts'),
  bench: () => import('./commands/bench/index.ts'),
  schemas: () => import('./commands/schemas.ts'),
  help: () => import('./commands/help.ts'),
};

async function main([name = 'help', ...args]: string[]): Promise<number> {
  const asked = name === '--help' || name === '-h' ? 'help' : name;
  const load = Object.hasOwn(COMMANDS, asked) ? COMMANDS[asked] : undefined;
  if (load === undefined)
    throw new Refusal(
      `There is no command "${name}". The commands are: ${Object.keys(COMMANDS).join(', ')}.`,
      2,
    );
  return (await load()).run(args, process.env);
}

/** A command that was promised a reader and lost it (`ask --jsonl | head`) has simply done enough. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error.exitCode;
}
