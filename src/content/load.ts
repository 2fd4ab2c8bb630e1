import type { Entry, Form, OutsideName, Store } from '../domain.ts';
import type { Defaults } from './assemble.ts';
import type { ContentFile, Read } from './content-file.ts';
import { readDefaults, readSources } from './defaults.ts';
import { readEntry } from './entry.ts';
import { type ReadBefore, readFile } from './folder.ts';
import { readForm, type Vocabulary } from './forms.ts';
import { KINDS, kindInfos, SCHEMAS } from './kinds/index.ts';
import { type Layout, layOut, type Place } from './layout.ts';
import { readOutside } from './outside.ts';
import { inReadingOrder, type Problem } from './problem.ts';
import { readReplies } from './replies.ts';
import { nameProblems, outsideProblems, questionProblems, wordingProblems } from './rivals.ts';
import type { Sources } from './sources.ts';
import { createStore, versionOf } from './store.ts';
import { relationProblems } from './targets.ts';
import { readWords } from './words.ts';

export type LoadResult = { store: Store } | { problems: Problem[] };

export interface LoadOptions {
  /** A second folder, whose forms, replies, words and outside names are taken where `dir` has none of that name. */
  shared?: string;
  /** The operations that forms may name; unchecked when left out. */
  operations?: readonly string[];
  /** Keep one and pass it again: files that have not changed are then not parsed anew. */
  before?: ReadBefore;
}

/** All content of a folder, checked as a whole: a store, or every problem at once. */
export function load(dir: string, { shared, operations, before = new Map() }: LoadOptions = {}): LoadResult {
  const layout = layOut(dir, shared);
  const files: ContentFile[] = [];
  const read = (place: Place | null): ContentFile => {
    if (place === null) return NO_FILE;
    const file = readFile(place.dir, place.path, before);
    files.push(file);
    return file;
  };
  const entries = readEntries(layout, read);
  const forms = readForms(layout, read, { kinds: kindInfos(), operations: operations ?? null });
  const replies = readReplies(layout.replies.map(read));
  const words = readWords(layout.words.map(read));
  const outside = readNames(layout, read, dir, entries.items);
  const collected = [entries, forms, replies, words, outside].flatMap(({ problems }) => problems);
  const problems = [...layout.problems, ...files.flatMap((file) => file.problems), ...collected];
  if (problems.length > 0) return { problems: inReadingOrder(problems) };
  const parts = { entries: itemsOf(entries.items), forms: itemsOf(forms.items) };
  const wording = { replies: replies.replies, words: words.words, outside: outside.items };
  return { store: createStore(versionOf(files), { ...parts, ...wording }) };
}

type Reader = (place: Place | null) => ContentFile;
const NO_FILE: ContentFile = { path: '', shown: '', text: '', data: null, body: null, problems: [] };

function itemsOf<T>(read: readonly Read<T>[]): T[] {
  return read.map(({ item }) => item);
}

/** Names of another folder may be covered here: that is for the engine to see, not for the keepers to mend. */
function readNames(
  { outside: place }: Layout,
  read: Reader,
  dir: string,
  entries: Read<Entry>[],
): Collected<OutsideName> {
  const file = read(place);
  const { outside, problems } = readOutside(file);
  const covered = place?.dir === dir ? outsideProblems(file, outside, entries) : [];
  return { items: outside, problems: [...problems, ...covered] };
}

interface Collected<T> {
  items: T[];
  problems: Problem[];
}

function readEntries(layout: Layout, read: Reader): Collected<Read<Entry>> {
  const { sources, problems } = readSources(read(layout.sources));
  const found: Problem[] = [...problems];
  const defaults = new Map<string, Defaults>();
  for (const [folder, place] of layout.defaults) {
    const given = readDefaults(read(place), sources);
    defaults.set(folder, given.defaults);
    found.push(...given.problems);
  }
  const good: Read<Entry>[] = [];
  for (const { id, kind, place } of layout.entries) {
    const file = read(place);
    const entry = readOne(id, kind, file, defaults.get(kind) ?? {}, sources);
    if (Array.isArray(entry)) found.push(...entry);
    else if (entry !== null) good.push({ item: entry, file });
  }
  const ids = new Set(layout.entries.map(({ id }) => id));
  found.push(...relationProblems(good, ids), ...nameProblems(good), ...questionProblems(good));
  return { items: good, problems: found };
}

/** Null for a file that could not be read at all: it has told its problems already. */
function readOne(
  id: string,
  kindName: string,
  file: ContentFile,
  defaults: Defaults,
  sources: Sources,
): Entry | Problem[] | null {
  const kind = KINDS.find((known) => known.kind === kindName);
  const schemas = SCHEMAS.get(kindName);
  if (kind === undefined || schemas === undefined || isUnreadable(file)) return null;
  return readEntry(id, file, { kind, schemas, defaults, sources });
}

function isUnreadable({ data, problems }: ContentFile): boolean {
  return data === null && problems.length > 0;
}

function readForms(layout: Layout, read: Reader, vocabulary: Vocabulary): Collected<Read<Form>> {
  const good: Read<Form>[] = [];
  const problems: Problem[] = [];
  for (const place of layout.forms) {
    const file = read(place);
    if (isUnreadable(file)) continue;
    const id = place.path.replace(/^forms\/|\.\w+$/gu, '');
    const form = readForm(id, file, vocabulary);
    if (Array.isArray(form)) problems.push(...form);
    else good.push({ item: form, file });
  }
  return { items: good, problems: [...problems, ...wordingProblems(good)] };
}
