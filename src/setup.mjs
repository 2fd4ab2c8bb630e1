// Makes a fresh clone ready: installs from the lockfile and compiles src/ into dist/, each only when needed.
// Plain JavaScript without dependencies, because it runs before there are any.
// Speaks on standard error alone. Two of these at once wait for each other; what runs is never half replaced.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const LEAST_NODE = [20, 19];
const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const DIST = path.join(ROOT, 'dist');
const STAMP = path.join(DIST, '.stamp');
const LOCK = path.join(DIST, '.lock');
const NEXT = path.join(DIST, '.next');
const LOCK_ALIVE_MS = 2_000;
const LOCK_DEAD_MS = 20_000;

class SetupProblem extends Error {}

const say = (text) => process.stderr.write(`${text}\n`);

async function main(askedToBuild) {
  checkNode();
  if (process.env.NODE_ENV === 'production' && !askedToBuild) return checkBuilt();
  if (installed() && built()) return;
  const release = await lock();
  try {
    if (!installed()) await install();
    if (!built()) await build();
  } finally {
    release();
  }
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1])) return;
  throw new SetupProblem(
    `Node ${LEAST_NODE.join('.')} or newer is needed; this is ${process.versions.node}. See https://nodejs.org`,
  );
}

function checkBuilt() {
  if (fs.existsSync(path.join(DIST, 'main.js'))) return;
  throw new SetupProblem(
    'Nothing is built yet, and production builds nothing by itself: npm ci && npm run build',
  );
}

/** What the lockfile asks for is there, optional packages of other systems aside. */
function installed() {
  const asked = packages(path.join(ROOT, 'package-lock.json'));
  const present = packages(path.join(ROOT, 'node_modules', '.package-lock.json'));
  const production = process.env.NODE_ENV === 'production';
  return Object.entries(asked).every(
    ([name, { version, optional, dev }]) =>
      name === '' || optional || (production && dev) || present[name]?.version === version,
  );
}

function packages(lockfile) {
  try {
    return JSON.parse(fs.readFileSync(lockfile, 'utf8')).packages;
  } catch {
    return {};
  }
}

function built() {
  try {
    return fs.readFileSync(STAMP, 'utf8') === sourcesHash();
  } catch {
    return false;
  }
}

function sourcesHash() {
  const hash = createHash('sha256');
  const sources = filesBelow(path.join(ROOT, 'src')).sort();
  for (const file of [path.join(ROOT, 'tsconfig.json'), ...sources]) {
    hash.update(path.relative(ROOT, file)).update('\0').update(fs.readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function filesBelow(folder) {
  const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name));
}

/** Held by one process at a time; a holder that died stops renewing it, and the next one takes over. */
async function lock() {
  fs.mkdirSync(DIST, { recursive: true });
  for (let told = false; ; told = true) {
    try {
      fs.writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (!told) say('Waiting for another set-up of this folder to finish …');
    if (lockAge() > LOCK_DEAD_MS) fs.rmSync(LOCK, { force: true });
    else await new Promise((wake) => setTimeout(wake, 200));
  }
  const renew = setInterval(() => fs.utimes(LOCK, new Date(), new Date(), () => {}), LOCK_ALIVE_MS);
  const release = () => {
    clearInterval(renew);
    fs.rmSync(LOCK, { force: true });
  };
  process
    .once('SIGINT', () => process.exit(130))
    .once('SIGTERM', () => process.exit(143))
    .once('exit', release);
  return release;
}

function lockAge() {
  try {
    return Date.now() - fs.statSync(LOCK).mtimeMs;
  } catch {
    return 0;
  }
}

async function install() {
  if (process.env.NODE_ENV === 'production')
    throw new SetupProblem(
      'The packages are not installed, and production installs nothing by itself: npm ci',
    );
  say('Installing the packages of package-lock.json: once, about a minute …');
  const npm = process.env.npm_execpath;
  const command = npm ? [process.execPath, npm] : [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
  const asked = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  if (await run([...command, ...asked])) return;
  throw new SetupProblem(
    'The packages could not be installed; what npm says stands above. Mend that and start again.',
  );
}

async function build() {
  say('Building src/ into dist/ …');
  const compiler = path.join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  fs.rmSync(NEXT, { recursive: true, force: true });
  const stamp = sourcesHash();
  // Types are checked by `npm test`: a build only needs the compiler, so that production can do without the rest.
  if (!(await run([process.execPath, compiler, '--outDir', NEXT, '--noCheck', '--types', ''])))
    throw new SetupProblem('The sources do not compile; the compiler says above what is wrong.');
  copyPages();
  replaceBuilt();
  fs.writeFileSync(STAMP, stamp);
}

/** What the compiler leaves behind: a page's own files. */
function copyPages() {
  const source = path.join(ROOT, 'src');
  for (const file of filesBelow(source)) {
    if (/\.(ts|mjs)$/.test(file)) continue;
    const copy = path.join(NEXT, path.relative(source, file));
    fs.mkdirSync(path.dirname(copy), { recursive: true });
    fs.copyFileSync(file, copy);
  }
}

/** File by file and each at once, so that a process that runs from dist/ meanwhile finds every file whole. */
function replaceBuilt() {
  const fresh = new Set(filesBelow(NEXT).map((file) => path.relative(NEXT, file)));
  for (const file of fresh) {
    fs.mkdirSync(path.dirname(path.join(DIST, file)), { recursive: true });
    fs.renameSync(path.join(NEXT, file), path.join(DIST, file));
  }
  fs.rmSync(NEXT, { recursive: true, force: true });
  for (const file of filesBelow(DIST)) {
    const name = path.relative(DIST, file);
    if (!name.startsWith('.') && !fresh.has(name)) fs.rmSync(file, { force: true });
  }
}

/** Runs to the end, its words on standard error; true when it went well. */
function run([command, ...args]) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 2, 2] });
    child.on('error', (error) => {
      say(error.message);
      resolve(false);
    });
    child.on('exit', (code) => resolve(code === 0));
  });
}

function explain(error) {
  if (error instanceof SetupProblem) return error.message;
  if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'].includes(error.code)) {
    const cure = 'Give this user a folder it may write, or build as its owner (npm ci && npm run build)';
    return `${ROOT} cannot be written (${error.code}), and the packages and dist/ have to go there.\n${cure} and start with NODE_ENV=production.`;
  }
  return error.stack;
}

main(process.argv.includes('--build')).catch((error) => {
  say(explain(error));
  process.exitCode = 1;
});
