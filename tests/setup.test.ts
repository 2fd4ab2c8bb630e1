import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from './commands/program.ts';

let clone: ReturnType<typeof temporaryFolder>;

/** A clone of the smallest program, whose packages are installed already. */
beforeEach(() => {
  clone = temporaryFolder();
  for (const file of [
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'src/setup.mjs',
    'src/refusal.ts',
  ])
    cpSync(file, join(clone.path, file));
  writeFileSync(
    join(clone.path, 'src/main.ts'),
    "import { Refusal } from './refusal.ts';\nconsole.log(new Refusal('built').message);\n",
  );
  mkdirSync(join(clone.path, 'src/page'));
  writeFileSync(join(clone.path, 'src/page/index.html'), '<p>page</p>');
  symlinkSync(join(process.cwd(), 'node_modules'), join(clone.path, 'node_modules'));
});
afterEach(() => clone.remove());

function node(args: string[], env: Record<string, string> = {}): SpawnSyncReturns<string> {
  const { PATH = '' } = process.env;
  return spawnSync(process.execPath, args, { cwd: clone.path, encoding: 'utf8', env: { PATH, ...env } });
}
const setUp = (env: Record<string, string> = {}, ...args: string[]) => node(['src/setup.mjs', ...args], env);
const built = (file: string) => readFileSync(join(clone.path, 'dist', file), 'utf8');

describe('setting up', () => {
  it('builds a fresh clone once, and says so on standard error alone', () => {
    const first = setUp();
    expect([first.status, first.stdout]).toEqual([0, '']);
    expect(first.stderr).toContain('Building');
    expect(node(['dist/main.js']).stdout).toBe('built\n');
    expect(built('page/index.html')).toBe('<p>page</p>');
    expect(setUp().stderr).toBe('');
  });

  it('builds again when a source changes, comes or goes', () => {
    setUp();
    writeFileSync(join(clone.path, 'src/more.ts'), 'export const more: number = 1;\n');
    expect(setUp().stderr).toContain('Building');
    expect(built('more.js')).toContain('more = 1');
    rmSync(join(clone.path, 'src/more.ts'));
    expect(setUp().stderr).toContain('Building');
    expect(existsSync(join(clone.path, 'dist/more.js'))).toBe(false);
  });

  it('can be asked for twice at once', async () => {
    const both = [1, 2].map(() =>
      spawn(process.execPath, ['src/setup.mjs'], { cwd: clone.path, stdio: 'ignore' }),
    );
    expect(await Promise.all(both.map((child) => once(child, 'close').then(([code]) => code)))).toEqual([
      0, 0,
    ]);
    expect(node(['dist/main.js']).stdout).toBe('built\n');
  });

  it('takes over from one that died on the way', () => {
    setUp();
    writeFileSync(join(clone.path, 'src/more.ts'), 'export const more = 2;\n');
    const lock = join(clone.path, 'dist/.lock');
    writeFileSync(lock, '1');
    utimesSync(lock, new Date(0), new Date(0));
    expect(setUp().status).toBe(0);
    expect(built('more.js')).toContain('more = 2');
    expect(existsSync(lock)).toBe(false);
  });

  it('installs what the lockfile asks for and is not there', () => {
    rmSync(join(clone.path, 'node_modules'));
    const offline = setUp({ npm_config_offline: 'true', npm_config_cache: join(clone.path, 'empty') });
    expect(offline.status).toBe(1);
    expect(offline.stderr).toContain('Installing the packages of package-lock.json');
    expect(offline.stderr).toContain('The packages could not be installed');
  });

  it('leaves the last build alone when the sources do not compile', () => {
    setUp();
    writeFileSync(join(clone.path, 'src/main.ts'), 'const = ;\n');
    const broken = setUp();
    expect(broken.status).toBe(1);
    expect(broken.stderr).toContain('src/main.ts');
    expect(node(['dist/main.js']).stdout).toBe('built\n');
  });

  it('says so when the folder cannot be written', () => {
    writeFileSync(join(clone.path, 'dist'), 'not a folder');
    const { status, stderr } = setUp();
    expect(status).toBe(1);
    expect(stderr).toContain('cannot be written');
    expect(stderr).not.toContain('\n    at ');
  });
});

describe('setting up in production', () => {
  const production = { NODE_ENV: 'production' };

  it('builds nothing by itself, and says how', () => {
    const { status, stderr } = setUp(production);
    expect(status).toBe(1);
    expect(stderr).toContain('npm ci && npm run build');
    expect(existsSync(join(clone.path, 'dist'))).toBe(false);
  });

  it('builds when it is told to, and then runs what is there', () => {
    expect(setUp(production, '--build').status).toBe(0);
    writeFileSync(join(clone.path, 'src/main.ts'), 'console.log("newer");\n');
    expect(setUp(production).stderr).toBe('');
    expect(node(['dist/main.js'], production).stdout).toBe('built\n');
  });

  it('installs nothing', () => {
    rmSync(join(clone.path, 'node_modules'));
    const { status, stderr } = setUp(production, '--build');
    expect(status).toBe(1);
    expect(stderr).toContain('npm ci');
    expect(stderr).not.toContain('Installing');
  });
});
