import { writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { contentCopy, run, start, temporaryFolder } from './program.ts';

const data = temporaryFolder();
const DATABASE_URL = `file:${join(data.path, 'dalil.db')}`;
afterAll(() => data.remove());

describe('doctor', () => {
  it('finds nothing wrong where nothing is configured, and makes nothing', async () => {
    const { code, out } = await run(['doctor'], { DATABASE_URL, PORT: '0' });
    expect(code).toBe(0);
    expect(out).toMatch(/^✓ content +\d+ entries in content\.$/m);
    expect(out).toMatch(/^– database .*made at the first start/m);
    expect(out).toMatch(/^– slack +Not configured: see docs\/slack\.md\.$/m);
    expect(out).toMatch(/^– teams +Not configured: see docs\/teams\.md\.$/m);
  });

  it('tells a running Dalil from another program on the port', async () => {
    const dalil = start(['serve'], { DATABASE_URL, PORT: '0' });
    const [address] = await dalil.until(/http:\/\/[^\s]+/);
    const { out } = await run(['doctor'], { DATABASE_URL, PORT: new URL(address).port });
    expect(out).toMatch(/^✓ PORT +Dalil is serving/m);
    expect(out).toMatch(/^✓ database .*opens\.$/m);
    dalil.process.kill('SIGTERM');
    await dalil.finished;

    const other = createServer((socket) => socket.end());
    await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening));
    const { port } = other.address() as AddressInfo;
    const taken = await run(['doctor'], { DATABASE_URL, PORT: String(port) });
    expect(taken.code).toBe(1);
    expect(taken.out).toMatch(/^✗ PORT .*is taken\. .*set PORT to a free port\.$/m);
    other.close();
  });

  it('says how to mend what is broken', async () => {
    const content = contentCopy();
    writeFileSync(join(content.path, 'organisation/iom.yaml'), 'name: [\n');
    writeFileSync(
      join(data.path, 'no-database'),
      'This is not a database at all, but some text that is long enough.',
    );
    const env = {
      PORT: '0',
      CONTENT_DIR: content.path,
      DATABASE_URL: `file:${join(data.path, 'no-database')}`,
    };
    const { code, out } = await run(['doctor'], env);
    expect(code).toBe(1);
    expect(out).toMatch(/^✗ content .*organisation\/iom\.yaml:\d+/m);
    expect(out).toContain('npm run --silent check');
    expect(out).toMatch(/^✗ database /m);
    content.remove();
  });

  it('lists every setting that is wrong, with its cure, for a program too', async () => {
    const { code, out } = await run(['doctor', '--json'], { PORT: 'x', SLACK_BOT_TOKEN: 'xoxb-invented' });
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      ok: false,
      checks: [
        { name: 'node', ok: true },
        { name: 'settings', ok: false, says: 'PORT is not a port.', cure: expect.any(String) },
        { name: 'settings', ok: false, says: 'SLACK_SIGNING_SECRET is missing.', cure: expect.any(String) },
      ],
    });
  });
});
