import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A process of a test's own. */
export interface OwnProcess {
  /** Its lines on standard output, as they come. */
  lines: AsyncIterableIterator<string>;
  /** Kills it at once, in whatever it is doing; resolves when it is gone. */
  kill(): Promise<void>;
}

/** Starts a script of this folder's neighbours, with its arguments. */
export function startProcess(script: URL, ...args: string[]): OwnProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(script), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    lines: createInterface({ input: outputOf(child) })[Symbol.asyncIterator](),
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

function outputOf(child: ChildProcess) {
  if (child.stdout === null) throw new Error('The output is a pipe.');
  return child.stdout;
}
