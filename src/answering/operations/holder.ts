import type { Entry, Store } from '../../domain.ts';
import { type Token, tokenise } from '../../language/tokens.ts';
import type { Engine } from '../engine.ts';
import type { ComposeScope, Draft, Filled, FillScope, Operation } from './operation.ts';
import { overview } from './overview.ts';

/** The share of an office's telling words that must be named; its first word always must: a deputy is no chief. */
const LEAST_NAMED = 0.6;
const EVIDENCE = 0.7;
/** What joins two offices of one person. */
const BETWEEN = /[,،;]|\s(?:and|et)\s|\s(?=و\p{L})/iu;

/** Who holds an office: the person whose role, as the store words it, is named. */
export const holder: Operation = {
  fill({ form, reading, engine }: FillScope): Filled[] {
    const { tokens, concepts } = reading.recognised;
    return engine.entries.ofKinds(form.subject).flatMap((person) => {
      const { offices, known } = heldBy(person, form.field ?? '', engine);
      const used = tokens.flatMap((token, i) => (known.has(token.stem) ? [i] : []));
      const asked = new Set(used.map((i) => tokens[i]?.stem ?? ''));
      if (!offices.some((office) => isNamed(office, asked))) return [];
      const rest = tokens.filter((_, i) => !used.includes(i));
      const all = rest.every(
        (t) => engine.terms.idle(t) || engine.forms.explains(form.id, t, concepts[tokens.indexOf(t)] ?? []),
      );
      if (!all) return [];
      return [
        { ask: { form: form.id, subject: person.id }, used: new Set(used), quality: 1, evidence: EVIDENCE },
      ];
    });
  },
  compose(scope: ComposeScope): Draft | null {
    return overview.compose(scope);
  },
};

function isNamed(office: readonly string[], asked: ReadonlySet<string>): boolean {
  const held = office.filter((stem) => asked.has(stem));
  return asked.has(office[0] ?? '') && held.length >= LEAST_NAMED * office.length;
}

/** What a person may be asked for by. */
interface Held {
  offices: readonly (readonly string[])[];
  /** The words of the offices and of the bodies that the person speaks for. */
  known: ReadonlySet<string>;
}

/** What each person holds, by the store that they belong to and the field: told once, asked with every question. */
const held = new WeakMap<Store, Map<string, Held>>();

function heldBy(person: Entry, field: string, engine: Engine): Held {
  const perPerson = held.get(engine.store) ?? new Map<string, Held>();
  held.set(engine.store, perPerson);
  const key = `${field} ${person.id}`;
  const told = perPerson.get(key);
  if (told) return told;
  const offices = officesOf(person, field, engine);
  const fresh = { offices, known: new Set([...offices.flat(), ...bodiesOf(person, engine)]) };
  perPerson.set(key, fresh);
  return fresh;
}

/** Each office that a role's text names, as the stems of its telling words. */
function officesOf(person: Entry, field: string, engine: Engine): string[][] {
  const value = person.facts[field]?.value;
  const texts = value?.type === 'text' ? Object.values(value.text) : [];
  const telling = (t: Token): boolean => !engine.terms.idle(t) && !engine.terms.isScope(t);
  const offices = texts
    .flatMap((text) => text.split(BETWEEN))
    .map((office) => tokenise(office).filter(telling));
  return offices.filter((office) => office.length > 0).map((office) => office.map((t) => t.stem));
}

/** The words of the names of the bodies that a person speaks for. */
function bodiesOf(person: Entry, engine: Engine): string[] {
  return (person.relations.organisation?.targets ?? []).flatMap((id) => engine.lexicon.stemsOf(id));
}
