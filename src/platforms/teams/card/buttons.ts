import type { Answer, Direction, Suggestion } from '../../../domain.ts';
import type { Say } from '../dependencies.ts';
import { LIMITS } from '../limits.ts';
import { inDirection, lineText } from '../text.ts';
import type { Action, Element, Spacing } from './elements.ts';
import { plainBlock } from './pieces.ts';
import { carried, reasonField, type Tap } from './taps.ts';

/** Choices or suggestions: buttons where every label is short, otherwise rows that show their whole label. */
export function tapElements(
  taps: Suggestion[],
  direction: Direction,
  actionFor: (tap: Suggestion, label: string) => Action | null,
): Element[] {
  const labelled = taps.flatMap((tap) => {
    const label = labelOf(tap);
    const action = actionFor(tap, label);
    return action === null ? [] : [{ label, action }];
  });
  if (labelled.length === 0) return [];
  const short = labelled.every(({ label }) => label.length <= LIMITS.button);
  if (short && labelled.length <= LIMITS.actions) {
    return [{ type: 'ActionSet', actions: labelled.map(({ action }) => action), spacing: 'medium' }];
  }
  return labelled.map(({ label, action }, n) =>
    row(inDirection(label, direction), action, n === 0 ? 'medium' : 'small'),
  );
}

/** A label on one line, as a button shows it. */
export function labelOf({ label }: Suggestion): string {
  return lineText(label).replaceAll('\n', ' ').trim();
}

export function submit(title: string, tap: Tap): Action {
  return { type: 'Action.Submit', title, data: carried(tap) };
}

function row(label: string, action: Action, spacing: Spacing): Element {
  return { type: 'Container', style: 'emphasis', spacing, items: [plainBlock(label)], selectAction: action };
}

/** A dialog of Teams knows no Action.Execute; everywhere else it answers without a further message. */
type Sends = 'Action.Execute' | 'Action.Submit';

/** Two buttons; the second asks why before it sends. */
export function feedbackActions(answerId: string, { language }: Answer, say: Say, sends: Sends): Action[] {
  const rate = (title: string, verdict: 'helpful' | 'not-helpful'): Action => {
    const tap: Tap = { do: 'rate', answer: answerId, verdict };
    return sends === 'Action.Submit'
      ? submit(title, tap)
      : { type: sends, title, verb: tap.do, data: carried(tap) };
  };
  const why: Element = {
    type: 'Input.Text',
    id: reasonField(answerId),
    label: say('teams.why', language),
    isMultiline: true,
    maxLength: LIMITS.reason,
  };
  const send = rate(say('teams.send', language), 'not-helpful');
  return [
    rate(say('button.helpful', language), 'helpful'),
    {
      type: 'Action.ShowCard',
      title: say('button.not_helpful', language),
      card: { type: 'AdaptiveCard', version: '1.5', body: [why], actions: [send] },
    },
  ];
}
