import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Refusal } from '../../refusal.ts';

export interface Listening {
  /** As one would open it. */
  address: string;
  /** Takes no new connection and resolves when every request under way has been answered. */
  close(): Promise<void>;
}

/** Listens, or refuses with the setting to change. `name` is the port's setting. */
export function listen(app: RequestListener, host: string, port: number, name: string): Promise<Listening> {
  const server = createServer(app);
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, host, port, name)));
    server.listen(port, host, () =>
      resolve({ address: addressOf(server, host), close: () => close(server) }),
    );
  });
}

function addressOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return `http://${shown.includes(':') ? `[${shown}]` : shown}:${port}`;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // Connections that are kept open without a request would be waited for in vain.
    const idle = setInterval(() => server.closeIdleConnections(), 50);
    server.close(() => {
      clearInterval(idle);
      resolve();
    });
  });
}

function explain(error: NodeJS.ErrnoException, host: string, port: number, name: string): Error {
  const hostName = name.replace('PORT', 'HOST');
  const reasons: Record<string, string> = {
    EADDRINUSE: `${name} ${port} on ${host} is taken. End the other program, or set ${name} to a free port.`,
    EACCES: `${name} ${port} may not be opened by this user. Set ${name} to one above 1023.`,
    EADDRNOTAVAIL: `${hostName} ${host} is no address of this machine. Set ${hostName} to one that is, such as 127.0.0.1.`,
    ENOTFOUND: `${hostName} ${host} is not known. Set ${hostName} to an address of this machine, such as 127.0.0.1.`,
  };
  const reason = reasons[error.code ?? ''];
  return reason === undefined ? error : new Refusal(reason);
}
