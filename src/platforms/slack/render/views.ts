import type { types } from '@slack/bolt';
import type { Answer, Language } from '../../../domain.ts';
import { shortened } from '../../cut.ts';
import type { Say } from '../dependencies.ts';
import { LIMITS } from '../limits.ts';
import type { Outgoing } from '../outbox.ts';
import { partBlocks } from './blocks.ts';
import { actionId, plainText, tapBlocks } from './buttons.ts';
import { bodyParts } from './parts.ts';
import { directed, isBlank, lineText } from './text.ts';

/** The callback ids of modals that are sent in. */
export const WHY_VIEW = 'why';

/** A message's blocks, or its sentence as one. */
export function withBlocks(message: Outgoing): types.KnownBlock[] {
  return 'blocks' in message ? message.blocks : [{ type: 'section', text: plainText(message.text) }];
}

interface Modal {
  title: string;
  close: string;
  blocks: types.KnownBlock[];
}

export function modalView({ title, close, blocks }: Modal): types.ModalView {
  return {
    type: 'modal',
    title: plainText(shortened(title, LIMITS.viewTitle)),
    close: plainText(shortened(close, LIMITS.viewButton)),
    blocks,
  };
}

/** Asks what was missing; may be sent empty. */
export function whyView(language: Language, metadata: string, say: Say): types.ModalView {
  return {
    ...modalView({
      title: say('slack.why_title', language),
      close: say('slack.close', language),
      blocks: [],
    }),
    callback_id: WHY_VIEW,
    private_metadata: metadata,
    submit: plainText(shortened(say('slack.send', language), LIMITS.viewButton)),
    blocks: [
      {
        type: 'input',
        block_id: 'reason',
        optional: true,
        label: plainText(say('slack.why_label', language)),
        element: { type: 'plain_text_input', action_id: 'reason', multiline: true, max_length: 1000 },
      },
    ],
  };
}

/** App Home: how to ask, a search box, what is often asked, the latest statements, whom to ask. */
export function homeView(overview: Answer, say: Say): types.HomeView {
  const { language, direction } = overview;
  const section = (key: string, blocks: types.KnownBlock[]): types.KnownBlock[] =>
    blocks.length === 0
      ? []
      : [{ type: 'header', text: plainText(directed(say(key, language), direction)) }, ...blocks];
  const only = (parts: Partial<Answer>) =>
    partBlocks(
      bodyParts(
        { ...overview, text: [], facts: [], list: [], contacts: [], ...parts },
        say('button.write', language),
      ),
    );
  const blocks = [
    ...titleBlock(overview),
    ...only({ text: overview.text, facts: overview.facts }),
    { type: 'context' as const, elements: [plainText(directed(say('slack.home_how', language), direction))] },
    searchBlock(overview, say),
    ...section(
      'slack.home_questions',
      tapBlocks('ask', [...overview.choices, ...overview.suggestions], overview, say),
    ),
    ...section('slack.home_latest', only({ list: overview.list })),
    ...section('slack.home_contacts', only({ contacts: overview.contacts })),
  ];
  return { type: 'home', blocks: blocks.slice(0, LIMITS.viewBlocks) };
}

function titleBlock({ title, direction }: Answer): types.KnownBlock[] {
  const text = directed(lineText(title), direction);
  return isBlank(text) ? [] : [{ type: 'header', text: plainText(shortened(text, LIMITS.header)) }];
}

function searchBlock({ language, direction }: Answer, say: Say): types.InputBlock {
  return {
    type: 'input',
    block_id: 'search',
    dispatch_action: true,
    label: plainText(directed(say('slack.search_label', language), direction)),
    element: {
      type: 'plain_text_input',
      action_id: actionId({ verb: 'search', language, number: 0 }),
      placeholder: plainText(shortened(say('slack.search_placeholder', language), LIMITS.placeholder)),
      dispatch_action_config: { trigger_actions_on: ['on_enter_pressed'] },
    },
  };
}
