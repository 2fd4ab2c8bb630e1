import type { EntryId, Language, Plan } from '../domain.ts';

/** A question as understood: a form and what fills its slots. The engine's own view of a Plan. */
export interface Ask {
  /** A form's id, or `topic` for an entry that answers questions of its own. */
  form: string;
  subject?: EntryId;
  /** What is held against the subject: "is {object} a member of {subject}"; an entry, or a name outside the store. */
  object?: string;
  /** A part of the subject. */
  passage?: string;
  /** What dated things are searched by. */
  issuer?: EntryId;
  /** What dated things must speak about. */
  about?: EntryId;
  /** Stems of the store's own vocabulary that must all be found. */
  terms?: string;
  /** ISO days, both inclusive. */
  from?: string;
  to?: string;
  limit?: number;
  /** Where a list goes on. */
  offset?: number;
  /** The language asked for, where it is not the question's own. */
  language?: Language;
}

const NUMBERS = new Set(['limit', 'offset']);
const MAX_LENGTH = 600;

/** Writes an Ask as a short plain string: `members?subject=network/x`. */
export function encodePlan(ask: Ask): Plan {
  const { form, ...slots } = ask;
  let plan = form;
  for (const [key, value] of Object.entries(slots)) {
    if (value === undefined || value === '') continue;
    plan += `${plan === form ? '?' : '&'}${key}=${encoded(String(value))}`;
  }
  return plan;
}

/** Most values are ids and need no encoding. */
function encoded(value: string): string {
  return /^[\w/.-]*$/u.test(value) ? value : encodeURIComponent(value).replaceAll('%2F', '/');
}

/** Reads what `encodePlan` wrote. Null for anything else: a plan comes back from outside and proves nothing. */
export function decodePlan(plan: Plan): Ask | null {
  if (plan.length > MAX_LENGTH || !/^[a-z][a-z0-9-]*(\?|$)/u.test(plan)) return null;
  const [form = '', query = ''] = plan.split('?', 2);
  const ask: Record<string, string | number> = { form };
  try {
    for (const [key, value] of new URLSearchParams(query)) {
      if (NUMBERS.has(key) && !/^\d{1,4}$/u.test(value)) return null;
      ask[key] = NUMBERS.has(key) ? Number(value) : value;
    }
  } catch {
    return null;
  }
  return ask as unknown as Ask;
}
