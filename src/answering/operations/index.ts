import { contact, phone } from './contact.ts';
import { date, onDate } from './date.ts';
import { countFound, find, latest, oldestOf } from './dated.ts';
import { holder } from './holder.ts';
import { acronym, name } from './naming.ts';
import type { Operation } from './operation.ts';
import { overview } from './overview.ts';
import { passage, summary } from './passage.ts';
import { quote } from './quote.ts';
import { count, has, list } from './relation.ts';
import { all, decline, smalltalk, topic } from './talk.ts';
import { value } from './value.ts';

/** Every operation by the name that a form calls it. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  value,
  list,
  count,
  has,
  name,
  acronym,
  overview,
  contact,
  phone,
  date,
  'on-date': onDate,
  latest,
  oldest: oldestOf,
  find,
  'count-found': countFound,
  passage,
  summary,
  quote,
  holder,
  all,
  smalltalk,
  decline,
  topic,
};
