import type { Token } from '../language/tokens.ts';
import type { Terms } from './terms.ts';

/** What a question about a statement holds: then a matter such as trafficking is what it asks about. */
const ABOUT_STATEMENTS = ['statement', 'say', 'summary', 'quote', 'network'];

/**
 * True when somebody may be in danger, or reports abuse, exploitation or trafficking. The words are content
 * (`safety.*` under content/words). It rather errs towards true: the answer then is whom to turn to.
 */
export function inDistress(tokens: readonly Token[], alarms: Terms, terms: Terms): boolean {
  const ideas = new Set([...alarms.concepts(tokens), ...terms.concepts(tokens)].flat());
  const asksOfStatements = ABOUT_STATEMENTS.some((idea) => ideas.has(idea));
  const person = ideas.has('safety.person');
  if (ideas.has('safety.alarm')) return person || !asksOfStatements;
  return person && (ideas.has('safety.act') || (ideas.has('safety.matter') && !asksOfStatements));
}
