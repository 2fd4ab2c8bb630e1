import type { Entry } from '../domain.ts';
import { type ContentFile, findText, problemIn, type Read } from './content-file.ts';
import { KINDS } from './kinds/index.ts';
import { suggest } from './nearest.ts';
import type { Problem } from './problem.ts';

/** Relations that lead nowhere or to a kind that they may not lead to. `ids` holds those of broken files, too. */
export function relationProblems(entries: readonly Read<Entry>[], ids: ReadonlySet<string>): Problem[] {
  return entries.flatMap(({ item, file }) =>
    Object.entries(item.relations).flatMap(([name, { targets }]) => {
      const to = RELATIONS.get(item.kind)?.[name]?.to ?? [];
      return targets.flatMap((id) => targetProblem(id, to, ids, file, name));
    }),
  );
}
const RELATIONS = new Map(KINDS.map(({ kind, relations }) => [kind, relations]));

function targetProblem(
  id: string,
  to: readonly string[],
  ids: ReadonlySet<string>,
  file: ContentFile,
  name: string,
): Problem[] {
  const path = () => findText(file, [name], id) ?? [name];
  const [kind = ''] = id.split('/');
  if (!ids.has(id)) {
    return [problemIn(file, path(), `There is no entry \`${id}\`.`, suggestId(id, to, ids))];
  }
  if (to.length === 0 || to.includes(kind)) return [];
  const cure = `\`${name}\` may lead to: ${to.join(', ')}.`;
  return [problemIn(file, path(), `\`${id}\` is of a kind that does not fit here.`, cure)];
}

function suggestId(id: string, to: readonly string[], ids: ReadonlySet<string>): string {
  const fitting = [...ids].filter((known) => to.length === 0 || to.includes(known.split('/')[0] ?? ''));
  const sameName = fitting.find((known) => known.split('/')[1] === id.split('/').at(-1));
  return sameName === undefined ? suggest(id, fitting) : `Did you mean \`${sameName}\`?`;
}
