import type { Activity } from 'botbuilder';
import { z } from 'zod';
import type { Address, Language } from '../../../domain.ts';
import { decodeEntities } from './html.ts';

const TENANT = z.object({
  conversation: z.object({ tenantId: z.string().nullish() }),
  channelData: z.object({ tenant: z.object({ id: z.string().nullish() }).nullish() }).nullish(),
});

/** The tenant in which something was asked; null when Teams does not say. */
export function tenantOf(activity: Activity): string | null {
  const { data } = TENANT.safeParse(activity);
  return data?.conversation.tenantId ?? data?.channelData?.tenant?.id ?? null;
}

/** Where and by whom it was asked. A channel's posts are threads of one place. */
export function addressOf(activity: Activity): Address {
  const { place, thread } = placeOf(activity.conversation.id);
  const asker = activity.from.aadObjectId || activity.from.id;
  return { platform: 'teams', tenant: tenantOf(activity) ?? 'local', place, thread, asker };
}

export function placeOf(conversationId: string): { place: string; thread: string | null } {
  const [place = '', thread = null] = conversationId.split(';messageid=');
  return { place, thread };
}

/** One-to-one, a chat of several, or a channel. */
export function isPersonal({ conversation }: Activity): boolean {
  return (
    conversation.conversationType === 'personal' ||
    (conversation.conversationType === undefined && conversation.isGroup !== true)
  );
}

/** Its own messages and other bots' are not answered. */
export function isFromBot({ from, recipient }: Activity): boolean {
  return from.role === 'bot' || from.id === recipient.id || from.id.startsWith('28:');
}

const MENTION = z.object({
  type: z.literal('mention'),
  text: z.string().nullish(),
  mentioned: z.object({ id: z.string() }),
});

/** The texts of a message by which the bot itself is mentioned. */
function ownMentions({ entities, recipient }: Activity): string[] {
  return (entities ?? []).flatMap((entity) => {
    const { data } = MENTION.safeParse(entity);
    return data?.mentioned.id === recipient.id ? [data.text ?? ''] : [];
  });
}

export function isMentioned(activity: Activity): boolean {
  return ownMentions(activity).length > 0;
}

/** What the person wrote: without the mention of the bot, other people's names as plain words. */
export function questionOf(activity: Activity): string {
  const written = ownMentions(activity)
    .filter((mention) => mention !== '')
    .reduce((text, mention) => text.replaceAll(mention, ' '), activity.text ?? '');
  return decodeEntities(written.replace(/<\/?at\b[^<>]*>/gi, ' '))
    .replace(/[\u00A0\u202F]/g, ' ')
    .trim();
}

/** The language that somebody's Teams speaks, where it is one of ours. */
export function languageOf(locale: string | undefined, otherwise: Language): Language {
  const [, spoken = ''] = /^([a-z]{2,3})\b/i.exec(locale ?? '') ?? [];
  const known: Record<string, Language> = { en: 'en', fr: 'fr', ar: 'ar', ckb: 'ckb', ku: 'ckb' };
  return known[spoken.toLowerCase()] ?? otherwise;
}
