import type { Command } from '../../main.ts';
import { usageError } from '../usage.ts';

/** Every benchmark by its name; loaded only when it is asked for. */
const BENCHMARKS: Record<string, () => Promise<Command>> = {
  intents: () => import('./intents.ts'),
  scale: () => import('./scale.ts'),
  calibrate: () => import('./calibrate.ts'),
  ablation: () => import('./ablation.ts'),
  answer: () => import('./answer.ts'),
  memory: () => import('./memory.ts'),
  slack: () => import('./slack.ts'),
  teams: () => import('./teams.ts'),
};

export async function run([name = '', ...args]: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const load = Object.hasOwn(BENCHMARKS, name) ? BENCHMARKS[name] : undefined;
  if (!load) throw usageError(`bench needs one of: ${Object.keys(BENCHMARKS).join(', ')}.`, 'bench NAME …');
  return (await load()).run(args, env);
}
