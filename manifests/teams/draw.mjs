/**
 * Draws the app's icons anew from their SVG sources: `node manifests/teams/draw.mjs`.
 * Needs Chromium (CHROMIUM names it where it is not /usr/bin/chromium).
 */
import { readFile, writeFile } from 'node:fs/promises';
import { chromium } from 'playwright-core';

const ICONS = { color: 192, outline: 32 };
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
try {
  const page = await browser.newPage({ deviceScaleFactor: 1 });
  for (const [name, size] of Object.entries(ICONS)) {
    const svg = await readFile(new URL(`${name}.svg`, import.meta.url), 'utf8');
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(`<style>body{margin:0;background:transparent}svg{display:block}</style>${svg}`);
    await writeFile(new URL(`${name}.png`, import.meta.url), await page.screenshot({ omitBackground: true }));
  }
} finally {
  await browser.close();
}
