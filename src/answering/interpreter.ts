import type { Context } from '../domain.ts';
import { askedOutright, nearestByWords } from './asked-outright.ts';
import type { Engine } from './engine.ts';
import { type Interpretation, interpret } from './interpret.ts';
import { MOST_WORDS, type Recognised, readings, recognise } from './reading.ts';

/** What one turn may cost, in words read, each as often as it is read another way; no question that was ever asked here needs as much. */
const MOST_EFFORT = 1_000;
/** What more entries have the words of names none of them. */
const MOST_NEAR = 4;

/** Reads the texts of one turn: each once, however often it comes up as a whole, a half or a window. */
export class Interpreter {
  readonly #engine: Engine;
  readonly #now: Date;
  #effort = 0;
  readonly #recognised = new Map<string, Recognised>();
  readonly #interpreted = new Map<string, Interpretation[]>();

  constructor(engine: Engine, now: Date) {
    this.#engine = engine;
    this.#now = now;
  }

  /** True when the turn has cost so much that no further part of its text is worth reading. */
  get spent(): boolean {
    return this.#effort > MOST_EFFORT;
  }

  recognise(text: string): Recognised {
    const known = this.#recognised.get(text);
    if (known) return known;
    const recognised = recognise(text, this.#now, this.#engine);
    this.#effort += recognised.tokens.length;
    this.#recognised.set(text, recognised);
    return recognised;
  }

  /** Every interpretation of a text after what was spoken of, likeliest first. */
  interpret(text: string, context: Context | null): Interpretation[] {
    // What was spoken of is made anew sentence by sentence, and is mostly the same.
    const key = `${JSON.stringify(context)} ${text}`;
    const known = this.#interpreted.get(key);
    if (known) return known;
    const recognised = this.recognise(text);
    const interpretations = this.#interpretations(recognised, context);
    this.#interpreted.set(key, interpretations);
    return interpretations;
  }

  /** What is asked in an entry's own words needs no ranking, and what is too long to be a question gets none. */
  #interpretations(recognised: Recognised, context: Context | null): Interpretation[] {
    if (recognised.tokens.length > MOST_WORDS) return [];
    const near = nearestByWords(recognised, this.#engine);
    const outright = askedOutright(near, recognised, this.#engine);
    if (outright) return [outright];
    const ways = readings(recognised, context, this.#engine);
    this.#effort += recognised.tokens.length * ways.length;
    const few = near.entries.length > MOST_NEAR ? [] : near.entries;
    return interpret(ways, few, context, this.#engine);
  }
}
