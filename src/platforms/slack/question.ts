/** Longer messages are read up to here: a question is never so long, and an essay holds none. */
const LONGEST_QUESTION = 4000;

/**
 * What a person wrote, from Slack's own notation: the bot's mention goes, other mentions and links become
 * their names, escapes their characters.
 */
export function questionText(text: string, botUserId: string | undefined): string {
  return text
    .slice(0, LONGEST_QUESTION)
    .replace(/<([^<>]*)>/g, (_, inside: string) => spelledOut(inside, botUserId))
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/[\s\u200B]+/g, ' ')
    .replace(/^[\s,،:;–—-]+/, '')
    .trim();
}

/** True when the message calls the bot by name. */
export function mentions(text: string, botUserId: string | undefined): boolean {
  return botUserId !== undefined && new RegExp(`<@${botUserId}(\\|[^>]*)?>`).test(text);
}

function spelledOut(inside: string, botUserId: string | undefined): string {
  const [target = '', label] = inside.split('|', 2);
  if (target.startsWith('@')) return target.slice(1) === botUserId ? ' ' : `@${label ?? target.slice(1)}`;
  if (target.startsWith('#')) return `#${label ?? ''}`;
  if (target.startsWith('!')) return label ?? '';
  return label ?? target.replace(/^(mailto|tel):/, '');
}
