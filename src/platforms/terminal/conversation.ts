import { createInterface } from 'node:readline/promises';
import type { Answerer, Context, Plan, Reply } from '../../domain.ts';

export interface ConversationOptions {
  answerer: Answerer;
  locale: string | undefined;
  /** What is said before the first question. */
  opening: Reply;
  /** How a reply is shown. */
  show(reply: Reply): string;
}

/** Talks with a person at a terminal until Ctrl-D or Ctrl-C; a number picks the choice or suggestion it stands before. */
export async function converse(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  { answerer, locale, opening, show }: ConversationOptions,
): Promise<void> {
  const lines = createInterface({ input, output, prompt: '› ' });
  lines.on('SIGINT', () => lines.close());
  let context: Context | null = null;
  let taps: Plan[] = [];
  output.write(`${show(opening)}\n\n`);
  lines.prompt();
  for await (const line of lines) {
    const text = line.trim();
    if (text !== '') {
      const plan = /^\d{1,2}$/.test(text) ? taps[Number(text) - 1] : undefined;
      const now = new Date();
      const reply: Reply = answerer.answer(
        plan === undefined ? { text, locale, context, now } : { text: '', plan, locale, context, now },
      );
      context = reply.context;
      taps = reply.answers
        .flatMap(({ choices, suggestions }) => [...choices, ...suggestions])
        .map((tap) => tap.plan);
      output.write(`\n${show(reply)}\n\n`);
    }
    lines.prompt();
  }
  output.write('\n');
}
