import { listFiles, problemWithFile } from './folder.ts';
import { KINDS } from './kinds/index.ts';
import { suggest } from './nearest.ts';
import type { Problem } from './problem.ts';

/** A file of a content folder. */
export interface Place {
  dir: string;
  /** Relative to `dir`, with forward slashes. */
  path: string;
}

/** What each file of a content folder is, as its path says. */
export interface Layout {
  sources: Place | null;
  outside: Place | null;
  defaults: Map<string, Place>;
  entries: { id: string; kind: string; place: Place }[];
  forms: Place[];
  replies: Place[];
  words: Place[];
  problems: Problem[];
}

const SHARED = ['forms', 'replies', 'words'] as const;
const ELSEWHERE = ['golden', 'schemas'];
const KIND_NAMES = KINDS.map(({ kind }) => kind);
const FOLDERS = [...KIND_NAMES, ...SHARED, ...ELSEWHERE];
const FILE = /\.(ya?ml|md)$/u;
const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/u;

/** What stands in `dir`; of the bot's own wording also what stands in `shared` and has no namesake in `dir`. */
export function layOut(dir: string, shared?: string): Layout {
  const layout: Layout = {
    ...{ sources: null, outside: null, defaults: new Map() },
    ...{ entries: [], forms: [], replies: [], words: [], problems: [] },
  };
  const own = listFiles(dir);
  if (own.length === 0) {
    const cure = 'Check the folder that CONTENT_DIR names.';
    layout.problems.push({ ...problemWithFile(dir, '', 'There is no content here.', cure), file: dir });
  }
  for (const path of own) put(layout, { dir, path });
  if (shared !== undefined) {
    const lent = listFiles(shared).filter((path) => isLent(path) && !own.includes(path));
    for (const path of lent) put(layout, { dir: shared, path });
  }
  layout.problems.push(...namesakes(layout));
  return layout;
}

function isLent(path: string): boolean {
  return path === 'outside.yaml' || SHARED.some((folder) => path.startsWith(`${folder}/`));
}

function put(layout: Layout, place: Place): void {
  const steps = place.path.split('/');
  const [folder = '', file = ''] = steps;
  if (/^readme(\.\w+)?$/iu.test(steps.at(-1) ?? '')) return;
  if (steps.length > 1 && ELSEWHERE.includes(folder)) return;
  const wrong = misplaced(steps);
  if (steps.length === 1) {
    putTop(layout, place);
  } else if (wrong !== null) {
    layout.problems.push(problemWithFile(place.dir, place.path, ...wrong));
  } else if (file === '_defaults.yaml') {
    layout.defaults.set(folder, place);
  } else {
    const section = SHARED.find((name) => name === folder);
    if (section !== undefined) layout[section].push(place);
    else layout.entries.push({ id: place.path.replace(FILE, ''), kind: folder, place });
  }
}

function putTop(layout: Layout, place: Place): void {
  if (place.path === '_sources.yaml') layout.sources = place;
  else if (place.path === 'outside.yaml') layout.outside = place;
  else layout.problems.push(problemWithFile(place.dir, place.path, ...NOT_READ_HERE));
}
const NOT_READ_HERE = ['This file is not read.', 'Put it into the folder of its kind.'] as const;

function misplaced([folder = '', file = '', ...deeper]: string[]): [message: string, cure: string] | null {
  const name = file.replace(FILE, '');
  if (!FOLDERS.includes(folder)) return [`There is no kind \`${folder}\`.`, suggest(folder, KIND_NAMES)];
  if (deeper.length > 0)
    return ['Folders inside a kind are not read.', `Put the file right into ${folder}/.`];
  if (!FILE.test(file))
    return ['This file is not read.', 'Save it as plain text with the ending .yaml or .md.'];
  if (file === '_defaults.yaml' || NAME.test(name)) return null;
  return [
    'The name of a file is small letters, digits and hyphens.',
    `Call it ${slugOf(name)}${FILE.exec(file)?.[0]}.`,
  ];
}

function slugOf(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/[^a-z0-9]+/gu, '-').replace(/^-+|-+$/gu, '') || 'a-short-name';
}

function namesakes({ entries }: Layout): Problem[] {
  const firsts = new Map<string, Place>();
  return entries.flatMap(({ id, place }) => {
    const first = firsts.get(id);
    firsts.set(id, first ?? place);
    if (first === undefined) return [];
    return [
      problemWithFile(
        place.dir,
        place.path,
        `${first.path} is the same entry.`,
        'Keep one of the two files.',
      ),
    ];
  });
}
