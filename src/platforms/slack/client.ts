import { setTimeout as sleep } from 'node:timers/promises';
import type { AuthorizeResult, webApi } from '@slack/bolt';
import type { SlackConfig } from '../../config.ts';
import { failureWord, judged, Refused, tokenCure } from './failures.ts';

/** Says what Slack does not take and how to mend it. */
export class SlackStartError extends Error {
  override readonly name = 'SlackStartError';
}

const CALL_TIMEOUT_MS = 10_000;

/** Retries are ours: the client's own go on for half an hour, and hold up all channels for one that is too fast. */
export function clientOptions({ apiUrl }: Pick<SlackConfig, 'apiUrl'>): webApi.WebClientOptions {
  return {
    ...(apiUrl !== null && { slackApiUrl: apiUrl }),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: CALL_TIMEOUT_MS,
  };
}

/** Who the bot is, once Slack has said so. */
export class Identity {
  #known: AuthorizeResult | null = null;

  get known(): AuthorizeResult {
    if (this.#known === null) throw new SlackStartError('Slack has not said yet who the bot is.');
    return this.#known;
  }

  set known(known: AuthorizeResult) {
    this.#known = known;
  }
}

/** Seconds between tries to reach Slack at the start. */
const START_WAITS_S = [0.5, 1, 2, 4];

/** Asks Slack who the bot is; tries for some seconds while Slack cannot be reached. */
export async function introduce(client: webApi.WebClient, token: string): Promise<AuthorizeResult> {
  for (let tries = 0; ; tries += 1) {
    try {
      const me = await client.auth.test({ token });
      return {
        botToken: token,
        ...{ botId: me.bot_id, botUserId: me.user_id, teamId: me.team_id, enterpriseId: me.enterprise_id },
      };
    } catch (error) {
      const wait = START_WAITS_S[tries];
      const judgement = judged(error);
      if (judgement instanceof Refused || wait === undefined)
        return failToStart(judgement, 'SLACK_BOT_TOKEN');
      await sleep(wait * 1000);
    }
  }
}

export function failToStart(error: unknown, setting: string): never {
  const word = failureWord(error);
  const cure = tokenCure(word) ?? 'Check that this machine reaches https://slack.com.';
  throw new SlackStartError(`Slack does not take ${setting} (${word}). ${cure}`, { cause: error });
}
