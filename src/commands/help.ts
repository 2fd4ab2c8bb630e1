const TEXT = `Dalil answers questions from a store that people keep.

  ask "question"            one answer; --json, --explain, --locale ar, --content DIR
  ask                       a conversation, at a terminal
  ask --jsonl               questions as JSON lines on standard input, answers on standard output
  serve                     Slack, Teams, the page and the JSON door, whichever are configured
  check                     the content's problems and the golden questions; --json, --failures
  doctor                    what is configured, what works, what does not and how to mend it
  journal                   what was asked in vain, rated badly, never used; and how to forget
  backup FILE, restore FILE the database, while serving
  playground                Microsoft's Agents Playground on the running bot
  package-teams             the Teams app's zip
  bench NAME                figures, as a table or JSON
  schemas                   writes the JSON Schemas that editors complete entries from

Through npm, which sets itself up: npm run --silent ask -- "question", npm start, npm run --silent check.
`;

export async function run(): Promise<number> {
  process.stdout.write(TEXT);
  return 0;
}
