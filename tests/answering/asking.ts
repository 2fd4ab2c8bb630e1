import { openAnswerer } from '../../src/commands/answerer.ts';
import { load } from '../../src/content/load.ts';
import type { Answerer, Context, Question, Reply, Store } from '../../src/domain.ts';
import { plainText } from '../../src/platforms/terminal/render.ts';

export const NOW = new Date('2026-11-24T09:00:00');

export function storeOf(dir: string, shared?: string): Store {
  const loaded = load(dir, shared === undefined ? {} : { shared });
  if ('problems' in loaded) throw new Error(JSON.stringify(loaded.problems, null, 2));
  return loaded.store;
}

/** Somebody who asks, one turn after another, and reads what a person would see. */
export class Asker {
  readonly #answerer: Answerer;
  #context: Context | null = null;
  now = NOW;

  constructor(answerer: Answerer) {
    this.#answerer = answerer;
  }

  static of(store: Store): Asker {
    return new Asker(openAnswerer(store));
  }

  reply(question: Partial<Question>): Reply {
    const reply = this.#answerer.answer({ text: '', context: this.#context, now: this.now, ...question });
    this.#context = reply.context;
    return reply;
  }

  /** The outcome and everything a person would see. */
  ask(text: string): { outcome: string; text: string; language: string; entry: string | null } {
    const { answers } = this.reply({ text });
    const [first] = answers;
    return {
      outcome: first?.outcome ?? 'silent',
      text: answers.map(plainText).join('\n\n'),
      language: first?.language ?? '',
      entry: first?.entry ?? null,
    };
  }
}
