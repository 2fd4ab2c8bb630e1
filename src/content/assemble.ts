import type { Name, NameUse, Passage, Relation, Source } from '../domain.ts';
import { type Entry, type Fact, LANGUAGES, type Language } from '../domain.ts';
import type { GivenFact, GivenRelation } from './facts.ts';
import type { GivenCommon, Kind, KindSchemas } from './kinds/kind.ts';
import { type Sourced, type Sources, sourceOf } from './sources.ts';
import type { WordsByLanguage } from './texts.ts';

/** What an entry's file gives, checked by itself. */
export interface Given {
  common: GivenCommon;
  facts: Record<string, GivenFact | undefined>;
  relations: Record<string, GivenRelation | undefined>;
}

/** What a folder's `_defaults.yaml` gives to entries that do not say otherwise. */
export interface Defaults extends Sourced {
  owner?: string | undefined;
  review?: string | undefined;
}

export interface Surroundings {
  kind: Kind;
  schemas: KindSchemas;
  defaults: Defaults;
  sources: Sources;
}

/** The entry as answering sees it, from what its file gives and its surroundings lend. */
export function assemble(id: string, path: string, given: Given, around: Surroundings): Entry {
  const { kind, defaults, sources } = around;
  const { common } = given;
  const fallback = sourceOf(defaults, sources, null);
  const source = sourceOf(common, sources, fallback);
  const facts = mapValues(given.facts, (fact, name): Fact => {
    const changes = kind.fields[name]?.changes ?? false;
    return { value: fact.value, source: sourceOf(fact, sources, source), changes };
  });
  const relations = mapValues(given.relations, ({ targets, complete, ...from }, name): Relation => {
    const changes = kind.relations[name]?.changes ?? false;
    return { targets: [...new Set(targets)], complete, source: sourceOf(from, sources, source), changes };
  });
  return {
    id,
    kind: kind.kind,
    name: common.name,
    acronym: common.acronym ?? null,
    names: namesOf(common),
    facts,
    relations,
    passages: passagesOf(common),
    questions: questionsOf(common),
    date: dateOf(facts),
    source,
    nameSource: nameSourceOf(common, sources),
    scope: common.scope ?? {},
    owner: common.owner ?? defaults.owner ?? '',
    review: common.review ?? defaults.review ?? '',
    validFrom: common.validFrom ?? null,
    validUntil: common.validUntil ?? null,
    file: path,
  };
}

function mapValues<T, R>(
  record: Record<string, T | undefined>,
  make: (value: T, name: string) => R,
): Record<string, R> {
  const made: Record<string, R> = {};
  for (const [name, value] of Object.entries(record)) {
    if (value !== undefined) made[name] = make(value, name);
  }
  return made;
}

function nameSourceOf({ nameSource }: GivenCommon, sources: Sources): Source | null {
  return nameSource === undefined ? null : sourceOf({ source: nameSource }, sources, null);
}

function namesOf({ name, acronym, aliases, sharedNames, formerNames }: GivenCommon): Name[] {
  const official = LANGUAGES.flatMap((language) =>
    asNames([name[language] ?? []].flat(), language, 'official'),
  );
  const short = asNames(acronym === undefined ? [] : [acronym], null, 'acronym');
  return [
    ...official,
    ...short,
    ...namesPer(aliases, 'alias'),
    ...namesPer(sharedNames, 'alias'),
    ...namesPer(formerNames, 'former'),
  ];
}

function namesPer(given: string[] | WordsByLanguage | undefined, use: NameUse): Name[] {
  if (Array.isArray(given)) return asNames(given, null, use);
  return LANGUAGES.flatMap((language) => asNames(given?.[language] ?? [], language, use));
}

function asNames(texts: readonly string[], language: Language | null, use: NameUse): Name[] {
  return texts.map((text) => ({ text, language, use }));
}

function passagesOf({ points = [] }: GivenCommon): Passage[] {
  return points.map((point) => ({ ...point, about: point.about ?? {} }));
}

function questionsOf({ questions }: GivenCommon): Entry['questions'] {
  if (Array.isArray(questions)) return questions.map((text) => ({ text, language: 'en' }));
  return LANGUAGES.flatMap((language) => (questions?.[language] ?? []).map((text) => ({ text, language })));
}

function dateOf({ date }: Record<string, Fact>): Entry['date'] {
  if (date?.value.type === 'date') return date.value.date;
  return date?.value.type === 'unknown' ? 'unknown' : null;
}
