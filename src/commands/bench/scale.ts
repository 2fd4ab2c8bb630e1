import { spawnSync } from 'node:child_process';
import { readArguments } from '../usage.ts';
import { type Measured, measureSize } from './scale-size.ts';
import { percent, table } from './table.ts';

const USAGE = `bench scale         what finding costs as the store grows, beside other libraries in the same run
  --sizes LIST    numbers of entries, by default 100,1000,10000,100000
  --no-peers      without the other libraries
  --json          the figures as JSON`;

const OPTIONS = {
  sizes: { type: 'string', default: '100,1000,10000,100000' },
  'no-peers': { type: 'boolean' },
  json: { type: 'boolean' },
  /** For the process that measures one size. */
  size: { type: 'string' },
} as const;

export async function run(args: string[]): Promise<number> {
  const { values } = readArguments(args, OPTIONS, USAGE);
  const peers = !values['no-peers'];
  if (values.size !== undefined) {
    process.stdout.write(JSON.stringify(await measureSize(Number(values.size), peers)));
    return 0;
  }
  const sizes = values.sizes.split(',').map(Number);
  const measured = sizes.flatMap((size) => inOwnProcess(size, peers));
  process.stdout.write(`${values.json ? JSON.stringify(measured, null, 2) : asTable(measured)}\n`);
  return 0;
}

/** One process per size: no size finds the memory or the compiled code of another. */
function inOwnProcess(size: number, peers: boolean): Measured[] {
  process.stderr.write(`${size} entries …\n`);
  const flags = ['--expose-gc', '--max-old-space-size=8192'];
  const again = [...process.execArgv, ...flags, process.argv[1]!, 'bench', 'scale', '--size', String(size)];
  const { stdout, status } = spawnSync(process.execPath, peers ? again : [...again, '--no-peers'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 1e8,
  });
  if (status !== 0) throw new Error(`Measuring ${size} entries ended with ${status}.`);
  return JSON.parse(stdout.toString());
}

function asTable(measured: Measured[]): string {
  const head = [
    'entries',
    'what',
    'ready s',
    'p50 ms',
    'p99 ms',
    'memory MB',
    'right first %',
    'asked',
    'p50 as ranking',
  ];
  return table(
    head,
    measured.map((row) => {
      const ours = measured.find(({ size, name }) => size === row.size && name === 'Dalil, ranking');
      const ratio = ours ? `${(row.p50 / ours.p50).toPrecision(3)} ×` : '–';
      const speed = [row.ready.toFixed(2), row.p50.toFixed(3), row.p99.toFixed(2)];
      return [row.size, row.name, ...speed, row.memory.toFixed(0), percent(row.right), row.asked, ratio];
    }),
  );
}
