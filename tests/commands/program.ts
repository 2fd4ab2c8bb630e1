import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Finished {
  code: number | null;
  out: string;
  err: string;
}

/** A program of ours that is running. */
export interface Running {
  process: ChildProcess;
  /** What it has said so far. */
  said: { out: string; err: string };
  /** Resolves once it has said something that fits; rejects when it ends before. */
  until(what: RegExp): Promise<RegExpExecArray>;
  finished: Promise<Finished>;
}

const MAIN = join(import.meta.dirname, '../../dist/main.js');

/** Starts the built program as a person would, with nothing configured but what `env` says. */
export function start(args: string[], env: Record<string, string> = {}, input?: string | Buffer): Running {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [MAIN, ...args], { env: { PATH, HOME, ...env } });
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.err += text;
  });
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const finished = once(child, 'close').then(([code]): Finished => ({ code, ...said }));
  return { process: child, said, until: (what) => untilSaid(what, child, said, finished), finished };
}

async function untilSaid(
  what: RegExp,
  child: ChildProcess,
  said: Running['said'],
  finished: Promise<Finished>,
): Promise<RegExpExecArray> {
  let over = false;
  void finished.then(() => {
    over = true;
  });
  for (;;) {
    const found = what.exec(`${said.out}\n${said.err}`);
    if (found !== null) return found;
    if (over) throw new Error(`It ended without saying ${what}:\n${said.out}\n${said.err}`);
    await Promise.race([finished, once(child.stdout!, 'data'), once(child.stderr!, 'data')]);
  }
}

/** Runs the built program to its end. */
export function run(
  args: string[],
  env: Record<string, string> = {},
  input?: string | Buffer,
): Promise<Finished> {
  return start(args, env, input).finished;
}

/** A folder that is gone when `remove` is called. */
export function temporaryFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'dalil-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** A copy of the content, to be changed. */
export function contentCopy() {
  const folder = temporaryFolder();
  cpSync('content', folder.path, { recursive: true });
  return { ...folder, files: (below: string) => readdirSync(join(folder.path, below)) };
}
