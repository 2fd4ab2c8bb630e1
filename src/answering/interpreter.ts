import type { Context } from '../domain.ts';
import type { Engine } from './engine.ts';
import { type Interpretation, interpret } from './interpret.ts';
import { type Recognised, recognise } from './reading.ts';

/** Reads the texts of one turn: each once, however often it comes up as a whole, a half or a window. */
export class Interpreter {
  readonly #engine: Engine;
  readonly #now: Date;
  readonly #recognised = new Map<string, Recognised>();
  readonly #interpreted = new Map<Context | null, Map<string, Interpretation[]>>();

  constructor(engine: Engine, now: Date) {
    this.#engine = engine;
    this.#now = now;
  }

  recognise(text: string): Recognised {
    const known = this.#recognised.get(text) ?? recognise(text, this.#now, this.#engine);
    this.#recognised.set(text, known);
    return known;
  }

  /** Every interpretation of a text after what was spoken of, likeliest first. */
  interpret(text: string, context: Context | null): Interpretation[] {
    const read = this.#interpreted.get(context) ?? new Map<string, Interpretation[]>();
    this.#interpreted.set(context, read);
    const known = read.get(text) ?? interpret(this.recognise(text), context, this.#engine);
    read.set(text, known);
    return known;
  }
}
