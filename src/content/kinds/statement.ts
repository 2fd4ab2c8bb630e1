import { contactField, dateField, proseField, textField } from '../facts.ts';
import { relation } from '../relations.ts';
import type { Kind } from './kind.ts';

export const statement: Kind = {
  kind: 'statement',
  description: 'Something that a body has published: a statement, a press release. Its name is its title.',
  fields: {
    date: dateField('When it was published, as precise as the page says.'),
    place: textField('The place that it is dated from.'),
    address: contactField('url', 'Where it can be read.'),
    summary: proseField('What it says as a whole, in our own words.'),
  },
  relations: {
    issuer: relation('Who issued it.', { to: ['network', 'organisation'], inverse: 'issued' }),
    about: relation('The entries that it speaks about.', { inverse: 'statements' }),
    quotes: relation('The persons that it quotes.', { to: ['person'], inverse: 'quotedIn' }),
  },
  overview: ['summary', 'issuer', 'date', 'place', 'quotes', 'address'],
  body: 'summary',
};
