import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANSWERS } from '../answers.ts';
import { type Served, serve } from './serving.ts';

const given = [
  ANSWERS['everything at once']!,
  ANSWERS['hostile text everywhere']!,
  ANSWERS['Arabic, right to left']!,
];
let turn = 0;
let web: Served;
beforeAll(async () => {
  web = await serve(() => [given[turn++ % given.length]!]);
});
afterAll(() => web.stop());

const pageIn = async (path: string, headers: Record<string, string> = {}) => {
  const response = await fetch(web.address + path, { headers });
  return { html: await response.text(), headers: response.headers };
};

describe('the page', () => {
  it("speaks the visitor's language, or the one that is asked for", async () => {
    expect((await pageIn('/')).html).toContain('<html lang="en" dir="ltr">');
    expect((await pageIn('/', { 'Accept-Language': 'ar-IQ,ar;q=0.9' })).html).toContain(
      '<html lang="ar" dir="rtl">',
    );
    expect((await pageIn('/?lang=fr', { 'Accept-Language': 'ar' })).html).toContain('Votre question');
    expect((await pageIn('/?lang=xx')).html).toContain('Your question');
  });

  it('has every word of it in the store', async () => {
    for (const language of ['en', 'fr', 'ar', 'ckb']) {
      const { html } = await pageIn(`/?lang=${language}`);
      expect(html).not.toMatch(/\{\{/);
      expect(html).not.toMatch(/><\/(h1|h2|p|label|button)>/);
    }
  });

  it('allows nothing but its own files', async () => {
    const policy = (await pageIn('/')).headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  });
});

const chromiumAt = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
);
const withoutBrowser = chromiumAt === undefined && process.env.REQUIRE_BROWSER !== '1';
if (withoutBrowser) console.warn('No Chromium here: the tests of the page in a browser are skipped.');

describe.skipIf(withoutBrowser)('the page in a browser', () => {
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: chromiumAt!, args: ['--no-sandbox'] });
    page = await browser.newPage({ viewport: { width: 360, height: 640 }, locale: 'en-GB' });
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(web.address);
  });
  afterAll(() => browser?.close());

  const question = async (text: string) => {
    const before = await page.locator('article').count();
    await page.getByLabel('Your question').fill(text);
    await page.keyboard.press('Enter');
    await page.locator('article').nth(before).waitFor();
    return page.locator('article').nth(before);
  };
  const widerThanTheScreen = () =>
    page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

  it('shows all of an answer, with links, on the width of a phone', async () => {
    turn = 0;
    const answer = await question('everything, please');
    await expect.poll(() => answer.innerText()).toContain('Item 60');
    const text = await answer.innerText();
    for (const piece of ['Invented Agency', 'Field 11', 'Desk number 3', 'Source: Yearbook'])
      expect(text).toContain(piece);
    expect(await answer.getByRole('link', { name: 'desk_1@invented.example.org' }).getAttribute('href')).toBe(
      'mailto:desk_1@invented.example.org',
    );
    expect(await answer.getByRole('button').count()).toBe(5);
    expect(await widerThanTheScreen()).toBe(false);
  });

  it('shows hostile text as text', async () => {
    turn = 1;
    const answer = await question('<img src=x onerror=alert(1)>');
    expect(await answer.innerText()).toContain('<script>alert(1)</script>');
    expect(await page.locator('#talk script, #talk img').count()).toBe(0);
    expect(await widerThanTheScreen()).toBe(false);
  });

  it('lays an Arabic answer out from right to left', async () => {
    turn = 2;
    const answer = await question('من هم الأعضاء؟');
    expect(await answer.getAttribute('dir')).toBe('rtl');
    expect(await answer.getAttribute('lang')).toBe('ar');
  });

  it('asks the plan of what is tapped, in the same conversation', async () => {
    turn = 0;
    await page.locator('article').first().getByRole('button', { name: 'One' }).click();
    await expect.poll(() => web.heard.at(-1)?.plan).toBe('one');
    expect(new Set(web.heard.map(({ address }) => address.place)).size).toBe(1);
  });

  it('says when no answer arrives, and keeps the question', async () => {
    await page.route('**/api/ask', (route) => route.abort());
    await page.getByLabel('Your question').fill('still there?');
    await page.keyboard.press('Enter');
    await page.getByText('No answer arrived.').waitFor();
    expect(await page.getByLabel('Your question').inputValue()).toBe('still there?');
    await page.unroute('**/api/ask');
  });

  it('keeps to its policy and makes no error', () => {
    expect(complaints.filter((text) => !text.includes('ERR_FAILED'))).toEqual([]);
  });

  it.each(['light', 'dark'] as const)('can be read in %s', async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    expect(await page.evaluate(contrasts)).toEqual([]);
  });
});

/** In the page: every text whose contrast with what is behind it is under 4.5 to 1. */
function contrasts(): string[] {
  const numbers = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const light = ([r = 0, g = 0, b = 0]: number[]) => {
    const [x = 0, y = 0, z = 0] = [r, g, b].map((part) => {
      const share = part / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const behind = (node: Element | null): number[] => {
    for (let at = node; at !== null; at = at.parentElement) {
      const colour = numbers(getComputedStyle(at).backgroundColor);
      if ((colour[3] ?? 1) > 0) return colour;
    }
    return [255, 255, 255];
  };
  return [...document.querySelectorAll('h1,h2,h3,p,a,button,dt,dd,li,label,input')].flatMap((node) => {
    const [one, two] = [light(numbers(getComputedStyle(node).color)), light(behind(node))];
    const ratio = (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
    return ratio < 4.5 ? [`${node.tagName} ${node.className}: ${ratio.toFixed(2)}`] : [];
  });
}
