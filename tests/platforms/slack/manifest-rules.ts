import { Ajv } from 'ajv';

/** The rules of Slack's manifest schema (version 2) for what an app like this may have; nothing else is allowed. */
const text = (least: number, most: number) => ({ type: 'string', minLength: least, maxLength: most });
const flag = { type: 'boolean' };
const address = { type: 'string', pattern: '^https?://', maxLength: 3000 };
const only = (properties: object, required: string[] = []) => ({
  ...{ type: 'object', properties, required, additionalProperties: false },
});
const listOf = (items: object, minItems: number, maxItems: number) => ({
  ...{ type: 'array', items, minItems, maxItems, uniqueItems: true },
});
const names = (most: number) => listOf({ type: 'string', maxLength: 50 }, 0, most);

const SCHEMA = only(
  {
    _metadata: only({ major_version: { type: 'integer' }, minor_version: { type: 'integer' } }),
    display_information: only(
      {
        name: text(1, 35),
        description: text(1, 140),
        long_description: text(175, 4000),
        background_color: { type: 'string', pattern: '^#[0-9a-fA-F]{3}([0-9a-fA-F]{3})?$' },
      },
      ['name'],
    ),
    features: only({
      app_home: only({
        ...{ home_tab_enabled: flag, messages_tab_enabled: flag, messages_tab_read_only_enabled: flag },
      }),
      bot_user: only(
        { display_name: { type: 'string', pattern: '^[a-z0-9._-]{1,80}$' }, always_online: flag },
        ['display_name'],
      ),
      agent_view: only({
        agent_description: text(1, 300),
        suggested_prompts: listOf(
          only({ title: text(1, 200), message: text(1, 3000) }, ['title', 'message']),
          0,
          4,
        ),
      }),
      slash_commands: listOf(
        only(
          {
            command: { type: 'string', pattern: '^/', minLength: 2, maxLength: 32 },
            ...{ url: address, description: text(1, 2000), usage_hint: text(1, 1000), should_escape: flag },
          },
          ['command', 'description'],
        ),
        1,
        50,
      ),
      shortcuts: listOf(
        only(
          {
            ...{ name: text(1, 24), type: { enum: ['message', 'global'] }, callback_id: text(1, 255) },
            description: text(1, 150),
          },
          ['name', 'type', 'callback_id', 'description'],
        ),
        1,
        10,
      ),
    }),
    oauth_config: only({
      redirect_urls: listOf({ type: 'string', maxLength: 2500 }, 0, 1000),
      scopes: only({ bot: names(255), bot_optional: names(255) }),
    }),
    settings: only({
      event_subscriptions: only({ request_url: address, bot_events: names(100) }),
      interactivity: only({ is_enabled: flag, request_url: address }, ['is_enabled']),
      ...{ org_deploy_enabled: flag, socket_mode_enabled: flag, token_rotation_enabled: flag },
    }),
  },
  ['display_information'],
);

const validate = new Ajv({ allErrors: true }).compile(SCHEMA);

/** What Slack would not take of a manifest, in words. */
export function manifestProblems(manifest: unknown): string[] {
  if (validate(manifest)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
