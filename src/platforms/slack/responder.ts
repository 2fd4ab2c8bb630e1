import type { Delivery, Desk, Direction, Incoming, Language, Served } from '../../domain.ts';
import type { SlackDependencies } from './dependencies.ts';
import { failureWord, Refused, tokenCure } from './failures.ts';
import type { Outgoing } from './outbox.ts';
import { type Place, sentence } from './places.ts';
import { renderAnswer } from './render/message.ts';
import { Turnstile } from './turnstile.ts';

/** What is asked, and how the answer is shown. */
export interface Asked extends Incoming {
  /** True when a choice of an ambiguous question was tapped. */
  choice?: boolean;
  /** The first part to show, for "Show all". */
  from?: number;
  /** Put below each message, such as who shared it. */
  footer?: (message: Outgoing, language: Language) => Outgoing;
}

export interface Responder {
  /** Answers once per delivery: never silent, never twice. Resolves when it is delivered or given up. */
  respond(delivery: Delivery, asked: Asked, place: Place): Promise<void>;
  /** Says one sentence of the platform's own; a failure is logged, not thrown. */
  tell(place: Pick<Place, 'send'>, key: string, language: Language): Promise<void>;
}

export function createResponder(deps: SlackDependencies): Responder {
  const { desk, log, say } = deps;
  const turnstile = new Turnstile();

  async function compose(asked: Asked, place: Place): Promise<Outgoing[]> {
    const { answers } = await serve(asked, deps, desk);
    return answers.flatMap(({ id, answer }) => {
      const options = {
        say,
        answerId: id,
        surface: place.surface,
        share: place.share,
        pages: pagesFor(asked, place),
      };
      const messages: Outgoing[] = renderAnswer(answer, { ...options, from: asked.from ?? 0 });
      return asked.footer === undefined
        ? messages
        : messages.map((one) => asked.footer?.(one, answer.language) ?? one);
    });
  }

  async function respond(delivery: Delivery, asked: Asked, place: Place): Promise<void> {
    await turnstile.pass();
    await place.turn();
    let pending: Outgoing[] | null = null;
    const work = async () => {
      pending ??= await compose(asked, place);
      for (let next = pending[0]; next !== undefined; next = pending[0]) {
        await place.send(next);
        pending.shift();
      }
    };
    const outcome = await desk.once(delivery, () => work().catch((error) => giveUpIfRefused(error, asked)));
    if (outcome === 'failed') await admitFailure(asked, place);
  }

  /** What Slack will never take is not tried again. */
  function giveUpIfRefused(error: unknown, asked: Asked): void {
    const word = failureWord(error);
    if (!(error instanceof Refused)) {
      log.warn({ ...placeOf(asked), error: word }, 'An answer was not delivered yet');
      throw error;
    }
    const cure = tokenCure(word);
    log.error({ ...placeOf(asked), error: word, ...(cure && { cure }) }, 'An answer could not be delivered');
  }

  async function admitFailure(asked: Asked, place: Place): Promise<void> {
    log.error(placeOf(asked), 'An answer could not be delivered');
    await tell(place, 'slack.failed', deps.language);
  }

  async function tell(place: Pick<Place, 'send'>, key: string, language: Language): Promise<void> {
    try {
      await place.send(sentence(say(key, language), directionOf(language)));
    } catch (error) {
      log.warn({ error: failureWord(error), sentence: key }, 'A sentence could not be delivered');
    }
  }

  return { respond, tell };
}

export function directionOf(language: Language): Direction {
  return language === 'ar' || language === 'ckb' ? 'rtl' : 'ltr';
}

type Shown = { answers: { id: string | null; answer: Served['answers'][number]['answer'] }[] };

/** The desk's answer, or what Dalil knows when nothing was asked. */
async function serve(asked: Asked, deps: SlackDependencies, desk: Desk): Promise<Shown> {
  const { address, text, plan, locale } = asked;
  if (plan === undefined && text === '') {
    return { answers: [{ id: null, answer: deps.home(deps.language) }] };
  }
  const incoming: Incoming = { address, text, ...(locale !== undefined && { locale }) };
  if (plan === undefined) return desk.ask(incoming);
  return asked.choice ? desk.choose({ ...incoming, plan }) : desk.ask({ ...incoming, plan });
}

/** At first one message and a button for the rest; the rest then in several. */
const pagesFor = (asked: Asked, place: Place) => (asked.from === undefined ? 1 : place.pages);

/** Ids only: enough to find the message in Slack. */
const placeOf = ({ address }: Asked) => ({ workspace: address.tenant, channel: address.place });
