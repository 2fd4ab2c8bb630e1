import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readArguments } from '../usage.ts';
import { hostileTable, measureHostile } from './scale-hostile.ts';
import { ANSWERING, FIRST_TRAINING, type Measured, measure, PEERS, RANKING } from './scale-size.ts';
import { percent, table } from './table.ts';

const USAGE = `bench scale         what finding costs as the store grows, beside other libraries in the same run
  --sizes LIST    numbers of entries, by default 100,1000,10000,100000
  --no-peers      without the other libraries
  --hostile       instead, what questions and stores cost that are made to be slow
  --json          the figures as JSON

Times are by the clock or of the processor, whichever is less. Each line is measured in a process of its own; memory is
what that process holds more (resident, after garbage collection) once it is ready than with the entries alone.`;

const OPTIONS = {
  sizes: { type: 'string', default: '100,1000,10000,100000' },
  'no-peers': { type: 'boolean' },
  hostile: { type: 'boolean' },
  json: { type: 'boolean' },
  /** For the process that measures one line. */
  size: { type: 'string' },
  name: { type: 'string', default: RANKING },
  kept: { type: 'string', default: '' },
} as const;

export async function run(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const { values } = readArguments(args, OPTIONS, USAGE);
  const contentDir = env.CONTENT_DIR ?? 'content';
  const say = (text: string) => process.stdout.write(`${text}\n`);
  if (values.size !== undefined) {
    const { name, kept } = values;
    say(JSON.stringify(await measure({ size: Number(values.size), name, contentDir, kept })));
    return 0;
  }
  if (values.hostile) {
    const costs = measureHostile(contentDir);
    say(values.json ? JSON.stringify(costs, null, 2) : hostileTable(costs));
    return 0;
  }
  const names = [ANSWERING, FIRST_TRAINING, RANKING, ...(values['no-peers'] ? [] : PEERS)];
  const measured = values.sizes.split(',').flatMap((size) => measureAll(size, names));
  say(values.json ? JSON.stringify(measured, null, 2) : asTable(measured));
  return 0;
}

/** One process per line: none finds the memory or the compiled code of another. */
function measureAll(size: string, names: readonly string[]): Measured[] {
  const kept = mkdtempSync(join(tmpdir(), 'dalil-scale-'));
  try {
    return names.map((name) => {
      process.stderr.write(`${size} entries, ${name} …\n`);
      return inOwnProcess('--size', size, '--name', name, '--kept', kept);
    });
  } finally {
    rmSync(kept, { recursive: true, force: true });
  }
}

function inOwnProcess(...args: string[]): Measured {
  const flags = [...process.execArgv, '--expose-gc', '--max-old-space-size=8192'];
  const again = [...flags, process.argv[1]!, 'bench', 'scale', ...args];
  const { stdout, status } = spawnSync(process.execPath, again, {
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 1e8,
  });
  if (status !== 0) throw new Error(`Measuring ${args.join(' ')} ended with ${status}.`);
  return JSON.parse(stdout.toString());
}

const HEAD = [
  ...['entries', 'what', 'ready s', 'p50 ms', 'p99 ms', 'memory MB'],
  ...['right first %', 'wrong %', 'asked', 'p50 as ranking', 'as answer'],
];

function asTable(measured: Measured[]): string {
  const ratio = (row: Measured, name: string): string => {
    const ours = measured.find((other) => other.size === row.size && other.name === name);
    return ours ? `${(row.p50 / ours.p50).toPrecision(3)} ×` : '–';
  };
  return table(
    HEAD,
    measured.map((row) => [
      ...[row.size, row.name, row.ready.toFixed(2), row.p50.toFixed(3), row.p99.toFixed(2)],
      ...[row.memory.toFixed(0), percent(row.right), percent(row.wrong), row.asked],
      ...[ratio(row, RANKING), ratio(row, ANSWERING)],
    ]),
  );
}
