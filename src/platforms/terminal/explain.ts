import type { Explanation } from '../../domain.ts';
import { clean } from './plain.ts';

/** How a question was understood, one thing a line. */
export function renderExplanation(explanation: Explanation): string {
  const { language, repaired, slots, unexplained, candidates, decision } = explanation;
  const rows: [string, string[]][] = [
    ['language', [language]],
    ['repaired', repaired.map(({ from, to }) => `${from} → ${to}`)],
    ['slots', slots.map(({ text, stands }) => `${text} = ${stands}`)],
    ['unexplained', unexplained],
    ['candidates', candidates.map(({ plan, confidence }) => `${confidence.toFixed(3)}  ${plan}`)],
    ['decision', [decision]],
  ];
  return rows.flatMap(([name, values]) => table(name, values)).join('\n');
}

function table(name: string, values: string[]): string[] {
  const shown = values.length > 0 ? values : ['–'];
  return shown.map((value, i) => `${(i === 0 ? name : '').padEnd(13)}${clean(value)}`);
}
