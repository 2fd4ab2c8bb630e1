import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Desk, Incoming, Served } from '../../domain.ts';

export interface Metrics {
  /** The desk, each answer counted by platform, outcome and language, and timed. */
  measured(desk: Desk): Desk;
  contentChanged(taken: boolean): void;
  /** Prometheus text and its content type. */
  text(): Promise<{ type: string; body: string }>;
}

/** Figures without a person's words in them. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const answers = new Counter({
    name: 'dalil_answers_total',
    help: 'Answers given.',
    labelNames: ['platform', 'outcome', 'language'],
    registers,
  });
  const seconds = new Histogram({
    name: 'dalil_answer_seconds',
    help: 'Time from a question at the desk to its reply, in seconds.',
    labelNames: ['platform'],
    buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers,
  });
  const changes = new Counter({
    name: 'dalil_content_changes_total',
    help: 'Changes of the content while serving, taken over or refused because of mistakes in it.',
    labelNames: ['result'],
    registers,
  });
  const broken = new Gauge({
    name: 'dalil_content_broken',
    help: '1 while the files of the content hold mistakes and the last good store answers.',
    registers,
  });

  async function count<I extends Incoming>(
    incoming: I,
    work: (incoming: I) => Promise<Served>,
  ): Promise<Served> {
    const { platform } = incoming.address;
    const stop = seconds.startTimer({ platform });
    const served = await work(incoming);
    stop();
    for (const { answer } of served.answers)
      answers.inc({ platform, outcome: answer.outcome, language: answer.language });
    return served;
  }

  return {
    measured: (desk) => ({
      ask: (incoming) => count(incoming, (asked) => desk.ask(asked)),
      choose: (incoming) => count(incoming, (asked) => desk.choose(asked)),
      rate: (...vote) => desk.rate(...vote),
      once: (...delivery) => desk.once(...delivery),
    }),
    contentChanged(taken) {
      changes.inc({ result: taken ? 'taken' : 'refused' });
      broken.set(taken ? 0 : 1);
    },
    text: async () => ({ type: registry.contentType, body: await registry.metrics() }),
  };
}
