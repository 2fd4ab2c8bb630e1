import { readFileSync } from 'node:fs';
import type { Connector } from './connector.ts';

type Json = { [key: string]: unknown };

const FIXTURES = new URL('../../fixtures/teams/', import.meta.url);
let further = 0;

/** An activity in the shape that Teams sends, addressed to a stand-in, with an id of its own. */
export function activity(name: string, connector: Connector, changes: Json = {}): Json {
  const recorded = JSON.parse(readFileSync(new URL(`${name}.json`, FIXTURES), 'utf8'));
  return { ...recorded, serviceUrl: connector.serviceUrl, id: `${recorded.id}-${++further}`, ...changes };
}

/** A tap on a card's button: Teams sends its data as the value of a message without text. */
export function tap(connector: Connector, data: unknown, changes: Json = {}): Json {
  return activity('personal-message', connector, {
    text: undefined,
    replyToId: 'sent-1',
    value: data,
    ...changes,
  });
}

/** A tap on a button that is answered on the card itself. */
export function cardAction(connector: Connector, data: unknown, changes: Json = {}): Json {
  const action = { type: 'Action.Execute', verb: 'rate', data };
  const invoke = {
    type: 'invoke',
    name: 'adaptiveCard/action',
    text: undefined,
    value: { action, trigger: 'manual' },
  };
  return activity('personal-message', connector, { ...invoke, ...changes });
}
