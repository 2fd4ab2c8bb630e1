import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const BUILT = new URL('../../../dist/', import.meta.url);
const MAIN = fileURLToPath(new URL('main.js', BUILT));

/** What stands before the first question, in a process that has done nothing else. Milliseconds and MB. */
export interface Opening {
  load: number;
  loadMemory: number;
  engine: number;
  engineMemory: number;
}

const OPENING = `
const used = () => { gc(); const { heapUsed, arrayBuffers } = process.memoryUsage(); return (heapUsed + arrayBuffers) / 1e6; };
const m0 = used(), t0 = performance.now();
const { openStore } = await import('${new URL('commands/open.js', BUILT)}');
const store = openStore(process.argv[1]);
const t1 = performance.now(), m1 = used();
const { openAnswerer } = await import('${new URL('commands/answerer.js', BUILT)}');
const t2 = performance.now();
const answerer = openAnswerer(store);
const t3 = performance.now(), m2 = used();
console.log(JSON.stringify({ load: t1 - t0, loadMemory: m1 - m0, engine: t3 - t2, engineMemory: m2 - m1, version: answerer.version }));`;

/** Loading and checking the content, its code included, and building the engine from it. */
export async function opening(contentDir: string): Promise<Opening> {
  const { out } = await finished(
    start(['--expose-gc', '--input-type=module', '-e', OPENING, '--', contentDir]),
  );
  return JSON.parse(out);
}

/** The most memory that a process had, of its own and not what it inherits from the one that started it. */
const PEAK = `import { readFileSync } from 'node:fs';
process.on('exit', () => {
  let peak = process.resourceUsage().maxRSS;
  try { peak = Number(/VmHWM:\\s*(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]); } catch {}
  process.stderr.write('peak ' + peak + '\\n');
});`;

/** The built program from its start to its end, one question: milliseconds of each run. */
export async function askTimes(question: string, contentDir: string, runs: number): Promise<number[]> {
  const ask = () => finished(start([MAIN, 'ask', '--content', contentDir, '--', question]));
  await ask();
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const from = performance.now();
    await ask();
    times.push(performance.now() - from);
  }
  return times;
}

/** The most memory of one such process, MB. */
export async function askPeak(question: string, contentDir: string): Promise<number> {
  const asked = [MAIN, 'ask', '--content', contentDir, '--', question];
  const { err } = await finished(start(['--import', script(PEAK), ...asked]));
  return (Number(/^peak (\d+)$/mu.exec(err)?.[1]) * 1024) / 1e6;
}

/** What is in use once the rubbish is out. */
const ON_SIGNAL = `process.on('SIGUSR2', () => {
  gc();
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage();
  process.stderr.write(JSON.stringify({ used: (heapUsed + arrayBuffers) / 1e6, resident: rss / 1e6 }) + '\\n');
});`;

/** MB in use, and MB that the system has given. */
export interface Sample {
  used: number;
  resident: number;
}

/** Questions down one pipe: the memory after the first, in the middle and at the end. */
export async function pipedMemory(questions: readonly string[], contentDir: string): Promise<Sample[]> {
  const flags = ['--expose-gc', '--import', script(ON_SIGNAL)];
  const child = start([...flags, MAIN, 'ask', '--jsonl', '--content', contentDir]);
  const answers = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  const samples = createInterface({ input: child.stderr! })[Symbol.asyncIterator]();
  const middle = Math.floor(questions.length / 2);
  const taken: Sample[] = [];
  for (const part of [questions.slice(0, 1), questions.slice(1, middle), questions.slice(middle)]) {
    child.stdin!.write(part.map((text, id) => `${JSON.stringify({ id, text })}\n`).join(''));
    for (let left = part.length; left > 0; left -= 1) if ((await answers.next()).done) throw ended(child);
    child.kill('SIGUSR2');
    taken.push(JSON.parse((await samples.next()).value));
  }
  child.stdin!.end();
  if (child.exitCode === null) await once(child, 'exit');
  return taken;
}

const script = (code: string): string => `data:text/javascript,${encodeURIComponent(code)}`;
const start = (args: string[]): ChildProcess => spawn(process.execPath, args, { stdio: 'pipe' });
const ended = (child: ChildProcess) => new Error(`The measured process ended with ${child.exitCode}.`);

async function finished(child: ChildProcess): Promise<{ out: string; err: string }> {
  const said = { out: '', err: '' };
  child.stdout!.setEncoding('utf8').on('data', (text: string) => {
    said.out += text;
  });
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    said.err += text;
  });
  child.stdin!.end();
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`The measured process ended with ${code}: ${said.err}`);
  return said;
}
