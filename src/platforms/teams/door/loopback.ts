import type { Request } from 'express';
import { isLoopbackHost, isLoopbackUrl } from '../clouds.ts';

/** What proxies and tunnels add; whoever comes through one is not on this machine. */
const FORWARDED =
  /^(forwarded|via|x-forwarded.*|x-real-ip|x-original-.*|x-client-ip|x-cluster-client-ip|true-client-ip|cf-.*|ngrok-.*|x-ms-devtunnel.*|x-tunnel.*|x-arr-.*|fly-.*)$/i;

/** True when a request was made on this machine, by a program of its own and not through a tunnel or a web page. */
export function isLocal(request: Request): boolean {
  if (!isLoopbackHost(request.socket.remoteAddress ?? '')) return false;
  if (Object.keys(request.headers).some((name) => FORWARDED.test(name))) return false;
  const { origin, host = '' } = request.headers;
  if (origin !== undefined && !isLoopbackUrl(origin)) return false;
  return isLoopbackUrl(`http://${host}`);
}
