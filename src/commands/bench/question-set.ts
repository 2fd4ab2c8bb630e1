import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { Refusal } from '../../refusal.ts';

const asked = z.object({ text: z.string(), entry: z.string().nullable() });
const shape = z.object({
  name: z.string(),
  entries: z.array(z.object({ id: z.string(), title: z.string(), examples: z.array(z.string()) })),
  validation: z.array(asked),
  test: z.array(asked),
});

/** Entries with example questions, and questions asked of them; `entry: null` asks for none of them. */
export type QuestionSet = z.infer<typeof shape>;
export type Asked = z.infer<typeof asked>;

export function readQuestionSet(file: string): QuestionSet {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Refusal(`${file} cannot be read as JSON: ${error instanceof Error ? error.message : error}`);
  }
  const read = shape.safeParse(json);
  if (read.success) return read.data;
  throw new Refusal(`${file} is not a question set: ${z.prettifyError(read.error)}`);
}
