import type { RankerOptions } from '../../answering/ranking/ranker.ts';
import { readArguments, usageError } from '../usage.ts';
import { changed, type Figures, measure } from './intents.ts';
import { type QuestionSet, readQuestionSet } from './question-set.ts';
import { asEntries } from './served-set.ts';
import { percent, table } from './table.ts';

const USAGE = `bench ablation FILE.json …   what each part of the ranking brings: the figures without it
  --json                     the figures as JSON`;
const OPTIONS = { json: { type: 'boolean' } } as const;

/** The parts, each in the words of the page that explains them. */
const PARTS: { name: string; without: RankerOptions['without']; titles?: false }[] = [
  { name: 'all', without: [] },
  { name: 'without the classifier', without: ['classifier'] },
  { name: 'without naive Bayes', without: ['bayes'] },
  { name: 'without the nearest example', without: ['likeness'] },
  { name: 'without coverage', without: ['coverage'] },
  { name: 'without repair', without: ['repair'] },
  { name: 'without the text as typed', without: ['typed'] },
  { name: 'without letters', without: ['letters'] },
  { name: 'without stems and pairs', without: ['stem', 'pair'] },
  { name: 'without titles', without: [], titles: false },
];

interface Row {
  set: string;
  name: string;
  plain: Figures;
  typos: Figures;
  keywords: Figures;
}

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args, OPTIONS, USAGE);
  if (positionals.length === 0) throw usageError('Which files?', USAGE);
  const rows = positionals.map(readQuestionSet).flatMap((set) => PARTS.map((part) => measurePart(set, part)));
  process.stdout.write(`${values.json ? JSON.stringify(rows, null, 2) : asTable(rows)}\n`);
  return 0;
}

function measurePart(set: QuestionSet, { name, without, titles }: (typeof PARTS)[number]): Row {
  process.stderr.write(`${set.name} ${name} …\n`);
  const entries = asEntries(set).map((entry) => (titles === false ? { ...entry, names: [] } : entry));
  const asked = (typos: number, keywords: boolean) => ({
    validation: changed(set.validation, typos, keywords),
    test: changed(set.test, typos, keywords),
  });
  const [plain, typos, keywords] = measure(entries, [asked(0, false), asked(2, false), asked(0, true)], {
    without,
  });
  return { set: set.name, name, plain: plain!, typos: typos!, keywords: keywords! };
}

function asTable(rows: Row[]): string {
  const figure = (figures: Figures, name: string) => percent(figures[name] ?? Number.NaN);
  const head = ['set', '', 'accuracy@1', 'two typos', 'keywords', 'auroc', 'caught, 95 % kept'];
  return table(
    head,
    rows.map(({ set, name, plain, typos, keywords }) => [
      ...[
        set,
        name,
        figure(plain, 'accuracy@1'),
        figure(typos, 'accuracy@1'),
        figure(keywords, 'accuracy@1'),
      ],
      ...[figure(plain, 'auroc'), figure(plain, 'out-of-scope caught, 95 % kept')],
    ]),
  );
}
