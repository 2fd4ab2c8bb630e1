import type { Context, EntryId, Form } from '../domain.ts';
import type { Engine } from './engine.ts';
import { likelihood } from './likelihood.ts';
import { OPERATIONS } from './operations/index.ts';
import type { Filled, FillScope } from './operations/operation.ts';
import { type Ask, encodePlan } from './plan.ts';
import type { Reading } from './reading.ts';
import { TOPIC } from './topic.ts';
import { type Unexplained, unexplainedWords } from './unexplained.ts';

/** One way to understand a question, with how sure it is and which words it leaves unexplained. */
export interface Interpretation {
  ask: Ask;
  form: Form;
  /** 0 to 1. */
  confidence: number;
  /** How near the wording is, before slots and unexplained words are weighed. */
  score: number;
  unexplained: string[];
  /** How many words of the question fill its slots: none where what it is about was taken from before, or for want of another. */
  filling: number;
}

const RANKED = 10;
/** What a word costs that means something here and that the answer would not heed. */
const UNEXPLAINED = 0.28;
/** What a word costs that the whole store never uses: it may mean nothing, or just what is asked. */
const STRANGE = 0.8;
/** So many make a reading as unlikely as any. */
const MOST_UNEXPLAINED = 3;
/** What is found by its words alone is near many questions that it does not answer: there every word counts. */
const SEARCHING: ReadonlySet<string> = new Set([TOPIC.operation, 'find', 'latest', 'oldest', 'count-found']);

/**
 * Every interpretation of a question's readings, likeliest first; plans are told apart, not readings.
 * `own`: the entries that may be meant where a question is near to the questions of entries, whichever they are.
 */
export function interpret(
  readings: readonly Reading[],
  own: readonly EntryId[],
  context: Context | null,
  engine: Engine,
): Interpretation[] {
  const best = new Map<string, Interpretation>();
  for (const reading of readings) {
    for (const { label, score } of engine.forms.rank(reading.lifted, RANKED)) {
      for (const id of label === TOPIC.id ? own : [label]) {
        const scope = { form: engine.formsById.get(id) ?? TOPIC, reading, context, engine };
        for (const filled of fillings(id, scope)) {
          const plan = encodePlan(filled.ask);
          const found = weigh(id, score, filled, scope, best.get(plan)?.confidence ?? -1);
          if (found) best.set(plan, found);
        }
      }
    }
  }
  return [...best.values()].sort((a, b) => b.confidence - a.confidence || b.score - a.score);
}

/** What a form, or an entry's own question, may ask of. */
function fillings(id: string, scope: FillScope): Filled[] {
  if (scope.form === TOPIC) return [{ ask: { form: TOPIC.id, subject: id }, used: new Set(), quality: 1 }];
  return OPERATIONS[scope.form.operation]?.fill(scope) ?? [];
}

/** Null for what is no surer than `least`: many readings come to one plan. */
function weigh(
  id: string,
  score: number,
  filled: Filled,
  scope: FillScope,
  least: number,
): Interpretation | null {
  const { form, reading, engine } = scope;
  const likely = likelihood(id, score, filled, scope);
  if (likely <= least) return null;
  // What is declined anyhow may hold any word.
  const left = form.operation === 'decline' ? [] : unexplainedWords(id, form, filled, reading, engine);
  const confidence = likely * trust(left, form);
  if (confidence <= least) return null;
  const unexplained = left.map(({ text }) => text);
  return { ask: filled.ask, form, confidence, score, unexplained, filling: filled.used.size };
}

function trust(left: readonly Unexplained[], { operation }: Form): number {
  const strange = SEARCHING.has(operation) ? UNEXPLAINED : STRANGE;
  return left
    .slice(0, MOST_UNEXPLAINED)
    .reduce((product, { told }) => product * (told ? UNEXPLAINED : strange), 1);
}
