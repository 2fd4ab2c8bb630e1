import { setImmediate as nextTurn } from 'node:timers/promises';

/** What is under way: lets a shutdown wait until everything that was acknowledged is answered. */
export class Work {
  readonly #underWay = new Set<Promise<unknown>>();

  run<T>(work: Promise<T>): Promise<T> {
    this.#underWay.add(work);
    const over = () => this.#underWay.delete(work);
    work.then(over, over);
    return work;
  }

  /** Resolves when nothing is under way any more, what was begun meanwhile included. */
  async finished(): Promise<void> {
    do {
      await Promise.allSettled(this.#underWay);
      // What was just let in may be about to begin.
      await nextTurn();
    } while (this.#underWay.size > 0);
  }
}
