import type { Form } from '../domain.ts';

/** The form that entries with questions of their own answer by. */
export const TOPIC: Form = {
  id: 'topic',
  operation: 'topic',
  field: null,
  with: [],
  subject: [],
  wordings: { en: [], fr: [], ar: [], ckb: [] },
  file: '',
};
