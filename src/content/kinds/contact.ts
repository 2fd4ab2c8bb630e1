import { contactField, proseField } from '../facts.ts';
import { relation } from '../relations.ts';
import type { Kind } from './kind.ts';

export const contact: Kind = {
  kind: 'contact',
  description: 'A desk that people can write to or call.',
  fields: {
    email: contactField('email', 'Its e-mail address.', { changes: true }),
    phone: contactField('phone', 'Its telephone number.', { changes: true }),
    purpose: proseField('What one writes to it for.'),
  },
  relations: {
    for: relation('The entries that it answers for.', { inverse: 'contacts' }),
  },
  overview: ['purpose', 'email', 'phone', 'for'],
  body: 'purpose',
};
