import { once } from 'node:events';
import { encodePlan } from '../answering/plan.ts';
import { requireConfig } from '../config.ts';
import type { Reply } from '../domain.ts';
import { renderExplanation } from '../platforms/terminal/explain.ts';
import { renderReply, styleFor, type TerminalStyle } from '../platforms/terminal/render.ts';
import { openAnswerer } from './answerer.ts';
import { openKeptStore } from './kept-store.ts';
import { readArguments, usageError } from './usage.ts';

const USAGE = `ask "question"     one answer
  --json           the answer as JSON
  --explain        and how the question was understood
  --locale ar      the language where the question does not tell: en, fr, ar, ckb
  --content DIR    another content folder
ask                a conversation, at a terminal
ask --jsonl        {"id","conversation"?,"text","locale"?} a line on standard input, an answer a line on standard output

Through npm: npm run --silent ask -- "question"`;

const OPTIONS = {
  json: { type: 'boolean' },
  explain: { type: 'boolean' },
  jsonl: { type: 'boolean' },
  locale: { type: 'string' },
  content: { type: 'string' },
} as const;

export async function run(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const { values, positionals } = readArguments(args, OPTIONS, USAGE);
  if (values.jsonl && positionals.length > 0)
    throw usageError('--jsonl reads its questions from standard input.', USAGE);
  if (!values.jsonl && positionals.length === 0 && !process.stdin.isTTY)
    throw usageError('There is no question.', USAGE);
  const config = requireConfig(env);
  const { locale } = values;
  const answerer = openAnswerer(await openKeptStore(values.content ?? config.contentDir), {
    language: config.defaultLocale,
  });
  if (values.jsonl) {
    const { answerLines } = await import('../platforms/terminal/jsonl.ts');
    return writeAll(answerLines(process.stdin, answerer, locale));
  }
  const style = styleFor(process.stdout, env);
  const show = (reply: Reply) =>
    values.json ? asJson(reply, values.explain) : printed(reply, style, values.explain);
  if (positionals.length > 0) {
    const reply = answerer.answer({ text: positionals.join(' '), locale, context: null, now: new Date() });
    process.stdout.write(`${show(reply)}\n`);
    return 0;
  }
  const { converse } = await import('../platforms/terminal/conversation.ts');
  style.numbered = true;
  const plan = encodePlan({ form: 'help' });
  const opening = answerer.answer({ text: '', plan, locale, context: null, now: new Date() });
  await converse(process.stdin, process.stdout, { answerer, locale, opening, show });
  return 0;
}

/** The answer, a second one beside it under `also`, and on demand how the question was understood. */
function asJson({ answers: [first, ...also], explanation }: Reply, explain = false): string {
  return JSON.stringify(
    { ...first, ...(also.length > 0 && { also }), ...(explain && { explanation }) },
    null,
    2,
  );
}

function printed({ answers, explanation }: Reply, style: TerminalStyle, explain = false): string {
  const text = renderReply(answers, style);
  return explain ? `${text}\n\n${renderExplanation(explanation)}` : text;
}

/** Writes as fast as the reader reads. */
async function writeAll(lines: AsyncIterable<string>): Promise<number> {
  for await (const line of lines) {
    if (!process.stdout.write(line)) await once(process.stdout, 'drain');
  }
  return 0;
}
