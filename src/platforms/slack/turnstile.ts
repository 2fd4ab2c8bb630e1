import { setImmediate as nextTurn } from 'node:timers/promises';

/**
 * Lets one through per turn of the event loop, in order: between two answers everything that has come in is
 * acknowledged, so a crowd of questions delays answers but never acknowledgements.
 */
export class Turnstile {
  #last: Promise<unknown> = Promise.resolve();

  pass(): Promise<unknown> {
    this.#last = this.#last.then(() => nextTurn());
    return this.#last;
  }
}
