import type { Entry } from '../../domain.ts';
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
      const known = new Set([
        ...officesOf(person, form.field ?? '', engine).flat(),
        ...bodiesOf(person, engine),
      ]);
      const used = tokens.flatMap((token, i) => (known.has(token.stem) ? [i] : []));
      const asked = new Set(used.map((i) => tokens[i]?.stem ?? ''));
      const rest = tokens.filter((_, i) => !used.includes(i));
      const all = rest.every(
        (t) => engine.terms.idle(t) || engine.forms.explains(form.id, t, concepts[tokens.indexOf(t)] ?? []),
      );
      const named = officesOf(person, form.field ?? '', engine).some((office) => isNamed(office, asked));
      if (!named || !all) return [];
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
