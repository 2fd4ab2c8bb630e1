// The Playground would listen on every interface of the machine. Loaded before it, this keeps it to loopback.
import { Server } from 'node:net';

const LOOPBACK = '127.0.0.1';
const { listen } = Server.prototype;

Server.prototype.listen = function (first, ...rest) {
  if (typeof first === 'object' && first?.port !== undefined)
    return listen.call(this, { ...first, host: LOOPBACK }, ...rest);
  if (!Number.isInteger(Number(first))) return listen.call(this, first, ...rest);
  const further = typeof rest[0] === 'string' ? rest.slice(1) : rest;
  return listen.call(this, Number(first), LOOPBACK, ...further);
};
