import { contactField, dateField, listField, numberField, proseField } from '../facts.ts';
import type { Kind } from './kind.ts';

export const organisation: Kind = {
  kind: 'organisation',
  description: 'A body: an agency of the United Nations, a government, a fund.',
  fields: {
    activeSince: dateField('Since when it does its work.'),
    inIraqSince: dateField('Since when it has been present in Iraq.'),
    memberStates: numberField('How many states are its members.', { changes: true }),
    presence: numberField('In how many countries it is present.', { changes: true }),
    system: proseField('Its place in the United Nations system.'),
    mandate: proseField('What it does, in a sentence or two.'),
    workInIraq: proseField('What it does across Iraq.'),
    serves: listField('For whom it works, one group an item.'),
    agendaRole: proseField('Its part in the 2030 Agenda.'),
    website: contactField('url', 'Its website.'),
  },
  relations: {},
  overview: [
    'mandate',
    'system',
    'activeSince',
    'memberStates',
    'presence',
    'inIraqSince',
    'workInIraq',
    'serves',
    'agendaRole',
    'memberOf',
    'coordinates',
    'website',
  ],
  body: 'mandate',
};
