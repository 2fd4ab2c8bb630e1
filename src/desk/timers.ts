/** Calls `pulse` again and again until stopped; failures are left to the next one. Keeps no process alive. */
export function every(milliseconds: number, pulse: () => Promise<unknown>): () => Promise<void> {
  let running: Promise<unknown> = Promise.resolve();
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    running = pulse()
      .catch(() => {})
      .finally(() => {
        busy = false;
      });
  }, milliseconds);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
