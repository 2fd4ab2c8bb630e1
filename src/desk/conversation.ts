import { randomUUID } from 'node:crypto';
import type { Answer, Answerer, Incoming, Question, Reply, Served } from '../domain.ts';
import type { Log } from '../log.ts';
import type { JournalRow, LastTurn, Memory } from '../memory.ts';
import type { Hashes } from './address.ts';
import { mask } from './mask.ts';
import { MissedTurns } from './missed.ts';
import { kindOf } from './pace.ts';

/** "It" and "the second one" mean something for so long. */
export const CONTEXT_LIFE_MS = 30 * 60_000;

interface ConversationOptions {
  answerer: () => Answerer;
  memory: Memory;
  hashes: Hashes;
  clock: () => Date;
  log: Pick<Log, 'warn'>;
  journalText: 'unanswered' | 'none';
}

/** A question at the moment it is asked, with what its conversation spoke of before. */
interface Turn {
  incoming: Incoming;
  conversation: string;
  last: LastTurn | null;
  now: Date;
}

/** Questions and taps of one conversation around the engine: recalls, answers, keeps. */
export class Conversation {
  readonly #options: ConversationOptions;
  readonly #missed = new MissedTurns();

  constructor(options: ConversationOptions) {
    this.#options = options;
  }

  async ask(incoming: Incoming): Promise<Served> {
    return this.#answer(await this.#recall(incoming));
  }

  async choose(incoming: Incoming): Promise<Served> {
    const turn = await this.#recall(incoming);
    const served = await this.#answer(turn);
    await this.#ifRemembering(this.#learn(turn, served), undefined);
    return served;
  }

  /** Without the database there is no memory, and the question is answered all the same. */
  async #ifRemembering<T>(what: Promise<T>, otherwise: T): Promise<T> {
    try {
      return await what;
    } catch (error) {
      this.#options.log.warn({ error: kindOf(error) }, 'Something could not be remembered.');
      return otherwise;
    }
  }

  /** Nothing after a turn that could not be kept: what is held then is older than what was said last. */
  async #recall(incoming: Incoming): Promise<Turn> {
    const { hashes, clock, memory } = this.#options;
    const now = clock();
    const conversation = hashes.conversation(incoming.address);
    if (this.#missed.has(conversation)) return { incoming, conversation, last: null, now };
    const since = now.getTime() - CONTEXT_LIFE_MS;
    const last = await this.#ifRemembering(memory.conversations.last(conversation, since), null);
    return { incoming, conversation, last, now };
  }

  async #answer(turn: Turn): Promise<Served> {
    const engine = this.#options.answerer();
    const reply = engine.answer(questionOf(turn));
    const served = reply.answers.map((answer) => ({ id: randomUUID(), answer }));
    if (!isConfidential(reply)) {
      const kept = this.#keep(turn, reply, served, engine.version).then(() => true);
      this.#missed.note(turn.conversation, await this.#ifRemembering(kept, false));
    }
    return { answers: served, explanation: reply.explanation };
  }

  #keep({ incoming, conversation, now }: Turn, reply: Reply, served: Served['answers'], version: string) {
    const rows = served.map(({ id, answer }): JournalRow => {
      const { outcome, language, confidence, entry, entries } = answer;
      const text = isOpen(answer) ? this.#keptText(incoming.text) : null;
      return {
        ...{ id, outcome, language, confidence, entry, entries, version, text },
        at: now.getTime(),
        platform: incoming.address.platform,
        state: text === null ? null : 'new',
        seal: this.#options.hashes.seal(id, conversation),
      };
    });
    const { memory } = this.#options;
    return memory.conversations.keep({ conversation, context: reply.context, at: now.getTime(), rows });
  }

  #keptText(text: string): string | null {
    return this.#options.journalText === 'none' ? null : mask(text) || null;
  }

  /** A tapped choice says what the ambiguous question before it meant. */
  async #learn({ incoming, conversation, last, now }: Turn, { answers }: Served) {
    const { journalText, memory, hashes } = this.#options;
    const [chosen] = answers;
    if (chosen?.answer.outcome !== 'answered' || chosen.answer.entry === null) return;
    if (journalText === 'none' || answers.some(({ answer }) => answer.confidential)) return;
    const text = this.#keptText(incoming.text) ?? (await this.#ambiguousText(last, incoming.plan));
    if (text === null) return;
    const { entry, language } = chosen.answer;
    const id = randomUUID();
    const seal = hashes.seal(id, conversation);
    await memory.journal.tap({ id, at: now.getTime(), entry, language, text, state: 'new', seal });
  }

  /** The conversation's last question, if it was ambiguous and offered this very choice. */
  async #ambiguousText(last: LastTurn | null, plan: string | undefined): Promise<string | null> {
    if (last?.answer == null || !last.context.shown.some((shown) => shown.plan === plan)) return null;
    return this.#options.memory.journal.ambiguousText(last.answer);
  }
}

function questionOf({ incoming: { text, plan, locale }, last, now }: Turn): Question {
  return {
    text,
    ...(plan !== undefined && { plan }),
    ...(locale !== undefined && { locale }),
    context: last?.context ?? null,
    now,
  };
}

function isConfidential({ answers }: Reply): boolean {
  return answers.some((answer) => answer.confidential);
}

/** Nothing outright was found: the keepers of the store want to know what was asked. */
function isOpen({ outcome }: Answer): boolean {
  return outcome === 'unanswered' || outcome === 'ambiguous';
}
