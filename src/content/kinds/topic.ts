import { proseField } from '../facts.ts';
import { relation } from '../relations.ts';
import type { Kind } from './kind.ts';

export const topic: Kind = {
  kind: 'topic',
  description: 'An answer to what people ask about anything else, with the questions in their words.',
  fields: {
    answer: proseField('The answer.'),
  },
  relations: {
    about: relation('The entries that it speaks about.', { inverse: 'topics' }),
  },
  overview: ['answer', 'about'],
  body: 'answer',
};
