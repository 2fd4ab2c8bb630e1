import { proseField } from '../facts.ts';
import { relation } from '../relations.ts';
import type { Kind } from './kind.ts';

export const section: Kind = {
  kind: 'section',
  description: 'A section of the website.',
  fields: {
    what: proseField('What is found there, as far as the page shows.'),
  },
  relations: {
    parent: relation('The section that it is part of.', { to: ['section'], inverse: 'subsections' }),
  },
  overview: ['what', 'parent', 'subsections'],
  body: 'what',
};
