import type { Entry, Value } from '../domain.ts';

/**
 * What stands at a path inside an entry: `name`, `acronym`, `date`, `facts.memberStates`,
 * `passages.smugglers.text`, `passages.smugglers.heading`. Undefined where the entry holds nothing.
 */
export function valueAt(entry: Entry, path: string): Value | undefined {
  const [top, name = '', part] = path.split('.');
  switch (top) {
    case 'name':
      return { type: 'text', text: entry.name };
    case 'acronym':
      return entry.acronym === null ? undefined : { type: 'text', text: { en: entry.acronym } };
    case 'date':
      return entry.date === null ? undefined : { type: 'date', date: entry.date };
    case 'facts':
      return Object.hasOwn(entry.facts, name) ? entry.facts[name]?.value : undefined;
    case 'passages':
      return passageValue(entry, name, part);
    default:
      return undefined;
  }
}

function passageValue({ passages }: Entry, id: string, part: string | undefined): Value | undefined {
  const passage = passages.find((known) => known.id === id);
  if (passage === undefined) return undefined;
  if (part === 'text') return { type: 'prose', prose: passage.text };
  return part === 'heading' ? { type: 'text', text: passage.heading } : undefined;
}

/** All paths at which an entry holds something. */
export function pathsOf(entry: Entry): string[] {
  const simple = ['name', 'acronym', 'date'].filter((path) => valueAt(entry, path) !== undefined);
  const facts = Object.keys(entry.facts).map((name) => `facts.${name}`);
  const passages = entry.passages.flatMap(({ id }) => [`passages.${id}.heading`, `passages.${id}.text`]);
  return [...simple, ...facts, ...passages];
}
