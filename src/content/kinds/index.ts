import type { KindInfo } from '../../domain.ts';
import { agreement } from './agreement.ts';
import { contact } from './contact.ts';
import { event } from './event.ts';
import { type Kind, type KindSchemas, schemasOf } from './kind.ts';
import { network } from './network.ts';
import { organisation } from './organisation.ts';
import { person } from './person.ts';
import { section } from './section.ts';
import { statement } from './statement.ts';
import { topic } from './topic.ts';

/** The one list of all kinds. */
export const KINDS: readonly Kind[] = [
  organisation,
  network,
  statement,
  person,
  contact,
  event,
  agreement,
  topic,
  section,
];

export const SCHEMAS: ReadonlyMap<string, KindSchemas> = new Map(
  KINDS.map((kind) => [kind.kind, schemasOf(kind)]),
);

/** What answering needs to know of each kind; relations include those that others have to it. */
export function kindInfos(): Map<string, KindInfo> {
  return new Map(KINDS.map((kind) => [kind.kind, infoOf(kind)]));
}

function infoOf({ kind, fields, relations, overview }: Kind): KindInfo {
  const inverses = KINDS.flatMap((other) => Object.values(other.relations))
    .filter(({ to }) => to.length === 0 || to.includes(kind))
    .map(({ inverse }) => inverse);
  return {
    kind,
    fields: Object.keys(fields),
    relations: [...new Set([...Object.keys(relations), ...inverses])],
    overview: [...overview],
  };
}
