import { percentile } from './measures.ts';

/** Milliseconds of processor time that `work` takes: what else a busy machine does counts for nothing. */
export function processorTime(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

export function middleAndWorst(times: number[]): { p50: number; p99: number } {
  return { p50: percentile(times, 0.5), p99: percentile(times, 0.99) };
}

/** What the process holds in memory, in MB, once what is no longer needed is gone. */
export function residentMegabytes(): number {
  for (let i = 0; i < 3; i++) globalThis.gc?.();
  return process.memoryUsage().rss / 1e6;
}
