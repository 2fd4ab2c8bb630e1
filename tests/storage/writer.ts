import { AMAL, deskOn, idOf } from '../desk/people.ts';
import { open } from './opening.ts';

/** Answers questions and deliveries for as long as it lives, and says on standard output what is acknowledged. */
const [, , databaseUrl = '', name = ''] = process.argv;
process.stdout.on('error', () => process.exit(1));
const desk = deskOn(await open(databaseUrl));
for (let count = 0; count < 2_000; count += 1) {
  const address = { ...AMAL, place: `C-${name}-${count % 3}` };
  const served = await desk.ask({ address, text: `nobody knows number${count} of ${name}` });
  process.stdout.write(`answer ${idOf(served)}\n`);
  const messageId = `${name} ${count}`;
  await desk.once({ messageId, address, sentAt: new Date() }, async () => {});
  process.stdout.write(`message ${address.place} ${messageId}\n`);
}
