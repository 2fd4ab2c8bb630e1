import { createServer } from 'node:http';
import { open } from '../storage/opening.ts';
import { AMAL, deskOn, textOf } from './people.ts';

/**
 * A server process with a desk: takes deliveries over HTTP as a platform sends them, and sends each answer to
 * the address in its second argument. Says its own port on standard output.
 */
const [, , databaseUrl = '', platform = '', name = ''] = process.argv;
const storage = await open(databaseUrl);
const pace = { leaseMs: 5_000 };
const desk = deskOn(storage, { pace });

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const { messageId, place, sentAt } = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  const address = { ...AMAL, place };
  const outcome = await desk.once({ messageId, address, sentAt: new Date(sentAt) }, async () => {
    const served = await desk.ask({ address, text: 'members of the network' });
    const body = JSON.stringify({ messageId, from: name, text: textOf(served) });
    const sent = await fetch(platform, { method: 'POST', body });
    if (!sent.ok) throw new Error('The platform did not take the answer.');
  });
  response.end(outcome);
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address !== null) process.stdout.write(`${address.port}\n`);
});
