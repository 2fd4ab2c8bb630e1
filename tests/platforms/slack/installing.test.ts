import { describe, expect, it } from 'vitest';
import { read, workspace } from './people.ts';
import { CLIENT } from './standin.ts';
import { event, type Workspace } from './workspace.ts';

const oauth = { clientId: CLIENT.id, clientSecret: CLIENT.secret, stateSecret: 'state-secret' };
const many = { config: { botToken: null, oauth } };

/** Goes through the installation as a browser does: the page, Slack's consent, back with a code. */
async function install(slack: Workspace, code = CLIENT.code): Promise<Response> {
  const page = await fetch(`${slack.url}/slack/install`);
  const cookie = page.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const address =
    /href="(http[^"]+authorize[^"]+)"/.exec(await page.text())?.[1]?.replace(/&amp;/g, '&') ?? '';
  const consent = new URL(address);
  expect(consent.origin).toBe(slack.standin.origin);
  expect(consent.searchParams.get('scope')).toBe(
    'app_mentions:read,assistant:write,chat:write,commands,im:history',
  );
  const state = consent.searchParams.get('state') ?? '';
  const back = `${slack.url}/slack/oauth_redirect?${new URLSearchParams({ code, state })}`;
  return fetch(back, { headers: { cookie } });
}

function elsewhere(name: string, changes = {}) {
  const authorizations = [
    { enterprise_id: null, team_id: 'T0OTHER', user_id: 'U0BOT', is_bot: true, is_enterprise_install: false },
  ];
  return event(name, { team: 'T0OTHER', ...changes }, { team_id: 'T0OTHER', authorizations });
}

describe('several workspaces', () => {
  it('a workspace that installed the app is answered with its own token', async () => {
    const slack = await workspace(many);
    expect((await install(slack)).status).toBe(200);
    await slack.sendEvent(elsewhere('app_mention'));
    const [answer] = await slack.standin.waitFor('chat.postMessage');
    expect(read(answer!)).toContain('Bridge Fund (BF)');
    expect(answer?.token).toMatch(/^xoxb-installed-/);
  });

  it('tokens lie encrypted in the database', async () => {
    const slack = await workspace(many);
    await install(slack);
    const rows = await slack.storage.db.selectFrom('installations').selectAll().execute();
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toMatch(/xoxb|T0OTHER/);
  });

  it('a workspace that did not is taken and left, with the cure in the log', async () => {
    const slack = await workspace(many);
    expect((await slack.sendEvent(elsewhere('app_mention'))).status).toBe(200);
    await slack.slack.stop();
    expect(slack.standin.taken('chat.postMessage')).toEqual([]);
    const line = slack.log.find(({ message }) => message === 'Something from Slack could not be dealt with');
    expect(line?.details.cure).toContain('/slack/install');
  });

  it('a forged return from Slack installs nothing', async () => {
    const slack = await workspace(many);
    const forged = await fetch(`${slack.url}/slack/oauth_redirect?code=${CLIENT.code}&state=forged`);
    expect(forged.status).toBeGreaterThanOrEqual(400);
    expect((await install(slack, 'bad-code')).status).toBeGreaterThanOrEqual(400);
    expect(await slack.storage.db.selectFrom('installations').selectAll().execute()).toEqual([]);
  });

  it.each(['app_uninstalled', 'tokens_revoked'])('%s leaves no token behind', async (name) => {
    const slack = await workspace(many);
    await install(slack);
    expect((await slack.sendEvent(elsewhere(name))).status).toBe(200);
    await slack.slack.stop();
    expect(await slack.storage.db.selectFrom('installations').selectAll().execute()).toEqual([]);
  });

  it('a workspace that installs anew is answered with the new token', async () => {
    const slack = await workspace(many);
    await install(slack);
    slack.standin.tokens.clear();
    await install(slack);
    await slack.sendEvent(elsewhere('app_mention'));
    await slack.standin.waitFor('chat.postMessage');
  });
});
