import { percentile } from './measures.ts';

/**
 * Milliseconds that `work` takes, by the clock or of the processor, whichever is less: neither what else a busy
 * machine does in between counts, nor what the runtime's other threads do beside.
 */
export function timeOf(work: () => void): number {
  const before = process.cpuUsage();
  const started = performance.now();
  work();
  const passed = performance.now() - started;
  const { user, system } = process.cpuUsage(before);
  return Math.min(passed, (user + system) / 1000);
}

export function middleAndWorst(times: number[]): { p50: number; p99: number } {
  return { p50: percentile(times, 0.5), p99: percentile(times, 0.99) };
}

/** What the process holds in memory, in MB, once what is no longer needed is gone. */
export function residentMegabytes(): number {
  for (let i = 0; i < 3; i++) globalThis.gc?.();
  return process.memoryUsage().rss / 1e6;
}
