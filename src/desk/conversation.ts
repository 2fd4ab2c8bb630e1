import { randomUUID } from 'node:crypto';
import type { Answer, Answerer, Incoming, Reply, Served } from '../domain.ts';
import type { Log } from '../log.ts';
import type { JournalRow, LastTurn, Memory } from '../memory.ts';
import type { Hashes } from './address.ts';
import { mask } from './mask.ts';
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

/** Questions and taps of one conversation around the engine: recalls, answers, keeps. */
export function createConversation({
  answerer,
  memory,
  hashes,
  clock,
  log,
  journalText,
}: ConversationOptions) {
  /** Without the database there is no memory, and the question is answered all the same. */
  async function ifRemembering<T>(what: Promise<T>, otherwise: T): Promise<T> {
    try {
      return await what;
    } catch (error) {
      log.warn({ error: kindOf(error) }, 'Something could not be remembered.');
      return otherwise;
    }
  }

  function recall(conversation: string, now: Date): Promise<LastTurn | null> {
    return ifRemembering(memory.conversations.last(conversation, now.getTime() - CONTEXT_LIFE_MS), null);
  }

  async function answer(incoming: Incoming, last: LastTurn | null, now: Date): Promise<Served> {
    const { text, plan, locale } = incoming;
    const engine = answerer();
    const reply = engine.answer({
      text,
      ...(plan !== undefined && { plan }),
      ...(locale !== undefined && { locale }),
      context: last?.context ?? null,
      now,
    });
    const served = reply.answers.map((each) => ({ id: randomUUID(), answer: each }));
    if (!isConfidential(reply))
      await ifRemembering(keep(incoming, reply, served, engine.version, now), undefined);
    return { answers: served, explanation: reply.explanation };
  }

  function keep(incoming: Incoming, reply: Reply, served: Served['answers'], version: string, now: Date) {
    const conversation = hashes.conversation(incoming.address);
    const rows = served.map(({ id, answer: each }): JournalRow => {
      const text = isOpen(each) ? keptText(incoming.text) : null;
      const { outcome, language, confidence, entry, entries } = each;
      return {
        ...{ id, outcome, language, confidence, entry, entries, version, text },
        at: now.getTime(),
        platform: incoming.address.platform,
        state: text === null ? null : 'new',
        seal: hashes.seal(id, conversation),
      };
    });
    return memory.conversations.keep({ conversation, context: reply.context, at: now.getTime(), rows });
  }

  function keptText(text: string): string | null {
    return journalText === 'none' ? null : mask(text) || null;
  }

  /** A tapped choice says what the ambiguous question before it meant. */
  async function learn(
    incoming: Incoming & { plan: string },
    last: LastTurn | null,
    { answers }: Served,
    at: number,
  ) {
    const [chosen] = answers;
    if (chosen?.answer.outcome !== 'answered' || chosen.answer.entry === null) return;
    if (answers.some((each) => each.answer.confidential)) return;
    const text = keptText(incoming.text) ?? (await ambiguousText(last, incoming.plan));
    if (text === null || journalText === 'none') return;
    const id = randomUUID();
    const seal = hashes.seal(id, hashes.conversation(incoming.address));
    const { entry, language } = chosen.answer;
    await memory.journal.tap({ id, at, entry, language, text, state: 'new', seal });
  }

  async function ambiguousText(last: LastTurn | null, plan: string): Promise<string | null> {
    if (last?.answer == null || !last.context.shown.some((shown) => shown.plan === plan)) return null;
    return memory.journal.ambiguousText(last.answer);
  }

  return {
    async ask(incoming: Incoming): Promise<Served> {
      const now = clock();
      const last = await recall(hashes.conversation(incoming.address), now);
      return answer(incoming, last, now);
    },
    async choose(incoming: Incoming): Promise<Served> {
      const now = clock();
      const last = await recall(hashes.conversation(incoming.address), now);
      const served = await answer(incoming, last, now);
      const { plan } = incoming;
      if (plan !== undefined)
        await ifRemembering(learn({ ...incoming, plan }, last, served, now.getTime()), undefined);
      return served;
    },
  };
}

function isConfidential({ answers }: Reply): boolean {
  return answers.some((answer) => answer.confidential);
}

/** Nothing outright was found: the keepers of the store want to know what was asked. */
function isOpen({ outcome }: Answer): boolean {
  return outcome === 'unanswered' || outcome === 'ambiguous';
}
