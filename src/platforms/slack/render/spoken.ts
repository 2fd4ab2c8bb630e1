import type { Answer } from '../../../domain.ts';
import { shortened } from '../../cut.ts';
import type { Say } from '../dependencies.ts';
import { LIMITS } from '../limits.ts';
import { escapeMarkup, isBlank, lineText } from './text.ts';

/** The answer as plain text for notifications and screen readers, which do not read blocks. */
export function spokenText(answer: Answer, say: Say): string {
  const { language } = answer;
  const text = [opening(answer), ...rest(answer)].filter((line) => !isBlank(line)).join('\n');
  return isBlank(text) ? say('slack.notification', language) : fitting(text);
}

/** What a notification shows: the title and the first thing said. */
function opening({ title, text, list }: Answer): string {
  const heading = lineText(title);
  const said = lineText(text[0] ?? null) || list.map(lineText).join(' · ');
  return isBlank(heading) || isBlank(said) ? `${heading}${said}` : `${heading}: ${said}`;
}

function rest(answer: Answer): string[] {
  const facts = answer.facts.map(({ label, value }) => `${lineText(label)}: ${lineText(value)}`);
  const list = answer.text.length > 0 ? answer.list.map((line) => `• ${lineText(line)}`) : [];
  const contacts = answer.contacts.map((card) =>
    [card.name, card.purpose, card.email, card.phone]
      .map(lineText)
      .filter((text) => text !== '')
      .join(' · '),
  );
  const choices = answer.choices.map(({ label }) => `• ${lineText(label)}`);
  const source = lineText(answer.source?.line ?? null);
  return [...answer.text.slice(1).map(lineText), ...facts, ...list, ...contacts, ...choices, source];
}

/** Escaping makes a text longer: cut until it fits. */
function fitting(text: string): string {
  let size = LIMITS.text - 1;
  let escaped = escapeMarkup(shortened(text, size));
  while (escaped.length > LIMITS.text) {
    size -= escaped.length - LIMITS.text;
    escaped = escapeMarkup(shortened(text, Math.max(size, 100)));
  }
  return escaped;
}
