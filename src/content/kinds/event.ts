import { annualField, dateField, proseField } from '../facts.ts';
import { relation } from '../relations.ts';
import type { Kind } from './kind.ts';

export const event: Kind = {
  kind: 'event',
  description: 'Something that takes place on a day, once or every year.',
  fields: {
    every: annualField('The day on which it comes back every year.'),
    date: dateField('The day on which it takes place, for what takes place once.'),
    what: proseField('What it is and what it is for.'),
  },
  relations: {
    observedBy: relation('The bodies that observe it.', { to: ['organisation'], inverse: 'observes' }),
  },
  overview: ['what', 'every', 'date', 'observedBy'],
  body: 'what',
};
