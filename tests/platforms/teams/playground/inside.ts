/**
 * Runs inside a network namespace, where nothing but loopback exists: the bot as it is served, the real
 * Agents Playground beside it and a person at a browser. Prints what that person saw as one line of JSON.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright-core';
import { renderAnswer } from '../../../../src/platforms/teams/card/render.ts';
import { ANSWERS } from '../../answers.ts';
import { say } from '../wording.ts';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const ARTIFACTS = join(ROOT, 'artifacts');
const PLAYGROUND = 'http://127.0.0.1:56150';
const folder = mkdtempSync(join(tmpdir(), 'dalil-playground-'));
const children: ChildProcess[] = [];

function start(code: string, args: string[] = []): void {
  const env = {
    ...process.env,
    DATABASE_URL: `file:${join(folder, 'dalil.db')}`,
    TEAMSAPPTESTER_BROWSER: 'none',
    LOG_LEVEL: 'error',
  };
  const options = { cwd: ROOT, env, stdio: ['ignore', 'ignore', 'inherit'] as const };
  children.push(
    spawn(process.execPath, ['--input-type=module', '-e', code, '--', ...args], {
      ...options,
      stdio: [...options.stdio],
    }),
  );
}

const command = (name: string) =>
  `const { run } = await import(${JSON.stringify(`${ROOT}dist/commands/${name}.js`)}); process.exitCode = await run([], process.env);`;

async function reachable(url: string): Promise<void> {
  for (let tries = 0; tries < 240; tries++) {
    if (
      await fetch(url).then(
        ({ status }) => status < 500,
        () => false,
      )
    )
      return;
    await sleep(250);
  }
  throw new Error(`${url} did not come up`);
}

async function ask(page: Page, question: string): Promise<void> {
  const box = page.locator('[contenteditable=true]').first();
  await box.click();
  await page.keyboard.type(question);
  await page.keyboard.press('Enter');
}

const keep = (page: Page, name: string) => page.screenshot({ path: join(ARTIFACTS, `teams-${name}.png`) });

async function visit(page: Page): Promise<Record<string, unknown>> {
  const seen: Record<string, unknown> = {};
  const card = (text: string) => page.locator('.ac-adaptiveCard', { hasText: text }).last();
  await page.route(/^https:/, (route) => route.abort());
  await page.goto(PLAYGROUND, { waitUntil: 'domcontentloaded' });
  await page.getByText('names its source and date').first().waitFor();
  seen.welcome = await page.locator('.ac-adaptiveCard').first().innerText();
  await keep(page, 'welcome');

  await ask(page, 'which agencies are in the migration network?');
  await card('UNHCR').waitFor();
  seen.answer = await card('UNHCR').innerText();
  await card('UNHCR').scrollIntoViewIfNeeded();
  await keep(page, 'answer');

  const before = await page.locator('.ac-adaptiveCard').count();
  const suggestion = card('UNHCR').locator('[role=button], button').first();
  seen.suggestion = (await suggestion.innerText()).trim();
  await suggestion.click();
  await page.locator('.ac-adaptiveCard').nth(before).waitFor();
  seen.afterTap = await page.locator('.ac-adaptiveCard').nth(before).innerText();
  await keep(page, 'tap');

  await page.getByRole('button', { name: 'Helpful', exact: true }).last().click();
  await page.getByText('Noted. Thank you.').first().waitFor();
  seen.thanked = true;

  await ask(page, 'من هم أعضاء شبكة الأمم المتحدة للهجرة في العراق؟');
  await card('المنظمة الدولية للهجرة').waitFor();
  seen.arabicDirection = await card('المنظمة الدولية للهجرة').evaluate(
    (element) => getComputedStyle(element).direction,
  );
  await keep(page, 'arabic');

  await page.getByRole('button', { name: 'Trigger Message Extension App' }).click();
  await page.getByText('Search Command').click();
  const result = page.getByText('United Nations Network on Migration in Iraq · Members', { exact: true });
  const known = await result.count();
  await page.getByPlaceholder('Enter a search term').fill('migration network');
  await result.nth(known).waitFor();
  await keep(page, 'search');
  seen.search = true;
  await page.keyboard.press('Escape');
  return { ...seen, ...(await hostile(page)) };
}

/** A card of hostile text, handed to the Playground's own connector, so that Microsoft's renderer draws it. */
async function hostile(page: Page): Promise<Record<string, unknown>> {
  const { config } = await (await fetch(`${PLAYGROUND}/_internal/v1/config`)).json();
  const place = config.personalChat.id;
  const given = ANSWERS['hostile text everywhere'];
  if (given === undefined) throw new Error('No hostile answer');
  const attachments = renderAnswer(given, { say, surface: 'chat', rate: null }).map(({ card }) => ({
    contentType: 'application/vnd.microsoft.card.adaptive',
    content: card,
  }));
  const message = { type: 'message', from: { id: config.bot.id }, conversation: { id: place }, attachments };
  await fetch(`${PLAYGROUND}/_connector/v3/conversations/${place}/activities`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(message),
  });
  const card = page.locator('.ac-adaptiveCard', { hasText: 'Official page' }).last();
  await card.waitFor();
  await keep(page, 'hostile');
  return {
    hostileMarkup: await card
      .locator('a[href], script, img, b, strong, em, del, code, pre, h1, blockquote')
      .evaluateAll((found) => found.map(({ outerHTML }) => outerHTML)),
    hostileText: await card.innerText(),
  };
}

async function main(): Promise<void> {
  mkdirSync(ARTIFACTS, { recursive: true });
  const outside = Object.values(networkInterfaces())
    .flatMap((found) => found ?? [])
    .filter(({ internal }) => !internal);
  if (outside.length > 0) throw new Error('This is no namespace of its own');
  start(command('serve'));
  await reachable('http://127.0.0.1:3978/healthz');
  start(command('playground'));
  await reachable(PLAYGROUND);
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 1300 } });
    page.setDefaultTimeout(40_000);
    try {
      process.stdout.write(`${JSON.stringify(await visit(page))}\n`);
    } catch (error) {
      await keep(page, 'failure');
      throw error;
    }
  } finally {
    await browser.close();
  }
}

try {
  await main();
} finally {
  for (const child of children) child.kill('SIGTERM');
  await sleep(300);
  rmSync(folder, { recursive: true, force: true });
}
process.exit(process.exitCode ?? 0);
