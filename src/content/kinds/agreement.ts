import { proseField } from '../facts.ts';
import { relation } from '../relations.ts';
import type { Kind } from './kind.ts';

export const agreement: Kind = {
  kind: 'agreement',
  description: 'A compact, an agenda or a strategy.',
  fields: {
    what: proseField('What it is.'),
    iraq: proseField("Iraq's position to it."),
  },
  relations: {
    concerns: relation('The entries that it concerns.', { inverse: 'agreements' }),
  },
  overview: ['what', 'iraq', 'concerns'],
  body: 'what',
};
