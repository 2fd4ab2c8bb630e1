import { execFileSync } from 'node:child_process';

/** Tests that start the program start the sources as they are. */
export default function build(): void {
  execFileSync(process.execPath, ['src/setup.mjs'], { stdio: 'inherit' });
}
