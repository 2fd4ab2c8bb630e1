import { textField } from '../facts.ts';
import { relation } from '../relations.ts';
import type { Kind } from './kind.ts';

export const person: Kind = {
  kind: 'person',
  description: 'Somebody who is named in a source, in the function that the source gives.',
  fields: {
    role: textField('The function in which the source names this person.', { changes: true }),
  },
  relations: {
    organisation: relation('The body that this person speaks for.', {
      to: ['organisation', 'network'],
      inverse: 'people',
      changes: true,
    }),
  },
  overview: ['role', 'organisation', 'quotedIn'],
  body: null,
};
