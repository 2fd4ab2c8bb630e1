import type { Entry } from '../../domain.ts';
import { tokenise } from '../../language/tokens.ts';
import { type Engine, ofKinds } from '../engine.ts';
import type { ComposeScope, Draft, Filled, FillScope, Operation } from './operation.ts';
import { overview } from './overview.ts';

/** Who holds an office: the person whose role, as the store words it, holds every word that the question names it by. */
export const holder: Operation = {
  fill({ form, reading, engine }: FillScope): Filled[] {
    const { tokens, concepts } = reading.recognised;
    return ofKinds(engine.store, form.subject).flatMap((person) => {
      const role = stemsOf(person, form.field ?? '', engine);
      const own = bodiesOf(person, engine);
      const used = tokens.flatMap((token, i) => (role.has(token.stem) || own.has(token.stem) ? [i] : []));
      const named = used.filter((i) => {
        const token = tokens[i];
        return (
          token &&
          role.has(token.stem) &&
          !own.has(token.stem) &&
          !engine.terms.idle(token) &&
          !engine.terms.isScope(token)
        );
      });
      const whole = tokens.every(
        (t, i) =>
          used.includes(i) || engine.terms.idle(t) || engine.forms.explains(form.id, t, concepts[i] ?? []),
      );
      return named.length > 0 && whole
        ? [{ ask: { form: form.id, subject: person.id }, used: new Set(used), quality: 1, evidence: 0.7 }]
        : [];
    });
  },
  compose(scope: ComposeScope): Draft | null {
    return overview.compose(scope);
  },
};

function stemsOf(person: Entry, field: string, engine: Engine): Set<string> {
  const value = person.facts[field]?.value;
  const texts = value?.type === 'text' ? Object.values(value.text) : [];
  return new Set(
    texts
      .flatMap((text) => tokenise(text))
      .filter((t) => !engine.terms.idle(t))
      .map((t) => t.stem),
  );
}

/** The words of the names of the bodies that a person speaks for. */
function bodiesOf(person: Entry, engine: Engine): Set<string> {
  const bodies = person.relations.organisation?.targets ?? [];
  return new Set(bodies.flatMap((id) => [...engine.lexicon.names(id)]));
}
