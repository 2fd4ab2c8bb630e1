import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse, parseDocument, type YAMLSeq } from 'yaml';
import { EVENTS, OPTIONAL_SCOPES, SCOPES } from '../../../src/platforms/slack/scopes.ts';
import { manifestProblems } from './manifest-rules.ts';

const here = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const written = readFileSync(here('manifests/slack/manifest.yaml'), 'utf8');

interface Manifest {
  features: { slash_commands: { command: string; url?: string }[]; shortcuts: { callback_id: string }[] };
  oauth_config: { redirect_urls?: string[]; scopes: { bot: string[]; bot_optional: string[] } };
  settings: {
    event_subscriptions: { bot_events: string[]; request_url?: string };
    interactivity: { request_url?: string };
    socket_mode_enabled: boolean;
  };
}
const manifest = parse(written) as Manifest;

/** The platform's own source, as one text. */
const source = readdirSync(here('src/platforms/slack'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join(here('src/platforms/slack'), name), 'utf8'))
  .join('\n');

const found = (pattern: RegExp) =>
  [...new Set([...source.matchAll(pattern)].map(([, name]) => name ?? ''))].sort();

/** The scope without which Slack refuses the call; chat:write sets the status too. */
const CALL_NEEDS: Record<string, string | null> = {
  'auth.test': null,
  'apps.connections.open': null,
  'assistant.threads.setStatus': 'chat:write',
  'assistant.threads.setSuggestedPrompts': 'assistant:write',
  'chat.postMessage': 'chat:write',
  'conversations.info': 'channels:read',
  'views.open': null,
  'views.publish': null,
  'views.push': null,
  'views.update': null,
};
const EVENT_NEEDS: Record<string, string | null> = {
  app_home_opened: null,
  app_mention: 'app_mentions:read',
  app_uninstalled: null,
  assistant_thread_started: 'assistant:write',
  'message.im': 'im:history',
  tokens_revoked: null,
};

describe('the Slack manifest', () => {
  it('is one that Slack takes', () => {
    expect(manifestProblems(manifest)).toEqual([]);
  });

  it('is one that Slack takes over HTTP too', () => {
    const http = parse(
      written
        .replace(/# (url|request_url|redirect_urls):/g, '$1:')
        .replace(/# {2} - https/g, '  - https')
        .replace('socket_mode_enabled: true', 'socket_mode_enabled: false'),
    ) as Manifest;
    expect(manifestProblems(http)).toEqual([]);
    const addresses = [
      http.settings.event_subscriptions.request_url,
      http.settings.interactivity.request_url,
      http.features.slash_commands[0]?.url,
    ];
    expect(new Set(addresses)).toEqual(new Set(['https://dalil.example.org/slack/events']));
    expect(http.oauth_config.redirect_urls).toEqual(['https://dalil.example.org/slack/oauth_redirect']);
  });

  it('names the events that the code listens to, and no others', () => {
    const listened = found(/app\.event\('([\w.]+)'/g).map((name) =>
      name === 'message' ? 'message.im' : name,
    );
    expect(manifest.settings.event_subscriptions.bot_events.toSorted()).toEqual(listened.sort());
    expect([...EVENTS].sort()).toEqual(listened);
  });

  it('names the commands and shortcuts that the code answers, and no others', () => {
    expect(manifest.features.slash_commands.map(({ command }) => command)).toEqual(
      found(/COMMAND = '(\/\w+)'/g),
    );
    expect(manifest.features.shortcuts.map(({ callback_id }) => callback_id)).toEqual(
      found(/SHORTCUT = '(\w+)'/g),
    );
  });

  it('asks for the scopes that the code’s calls, events and commands need, and no others', () => {
    const calls = found(
      /client\.?\w*\)?\s*\.((?:auth|apps\.connections|assistant\.threads|chat|conversations|views)\.\w+)\(/g,
    );
    const chained = found(/client\.assistant\.threads\s*\.(\w+)\(/g).map(
      (name) => `assistant.threads.${name}`,
    );
    const all = new Set([...calls, ...chained, ...found(/\)\.(apps\.connections\.open)\(/g)]);
    for (const call of all) expect(Object.keys(CALL_NEEDS)).toContain(call);
    expect([...all].sort()).toEqual(Object.keys(CALL_NEEDS).sort());
    const needed = [...all]
      .map((call) => CALL_NEEDS[call])
      .concat(
        EVENTS.map((event) => EVENT_NEEDS[event]),
        'commands',
      );
    const scopes = new Set(needed.filter((scope) => typeof scope === 'string'));
    const { bot, bot_optional } = manifest.oauth_config.scopes;
    expect([...bot, ...bot_optional].sort()).toEqual([...scopes].sort());
  });

  it('gives each scope its reason, the same as the code', () => {
    const document = parseDocument(written);
    const reasons = (path: string[]) => {
      const list = document.getIn(path) as YAMLSeq<{ value: string; commentBefore?: string }>;
      const first = list.commentBefore ?? '';
      return Object.fromEntries(
        list.items.map((item, n) => [
          item.value,
          (n === 0 ? first || item.commentBefore : item.commentBefore)?.trim(),
        ]),
      );
    };
    expect(reasons(['oauth_config', 'scopes', 'bot'])).toEqual(SCOPES);
    expect(reasons(['oauth_config', 'scopes', 'bot_optional'])).toEqual(OPTIONAL_SCOPES);
  });
});
