import { proseField } from '../facts.ts';
import { relation } from '../relations.ts';
import type { Kind } from './kind.ts';

export const network: Kind = {
  kind: 'network',
  description: 'Several bodies that work together under one name.',
  fields: {
    purpose: proseField('What it is for.'),
    support: proseField('What it does for the Government.'),
  },
  relations: {
    members: relation('The bodies that are its members.', {
      to: ['organisation'],
      inverse: 'memberOf',
      changes: true,
    }),
    coordinator: relation('The body that coordinates it.', {
      to: ['organisation'],
      inverse: 'coordinates',
      changes: true,
    }),
    contact: relation('Whom to write to about it.', { to: ['contact'], inverse: 'contactFor' }),
  },
  overview: ['purpose', 'coordinator', 'members', 'support', 'contact'],
  body: 'purpose',
};
