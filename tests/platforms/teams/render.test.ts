import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/domain.ts';
import { renderAnswer, renderWhole, type TeamsMessage } from '../../../src/platforms/teams/card/render.ts';
import { ANSWERS, answer } from '../answers.ts';
import { rendererContract } from '../contract.ts';
import { buttons, messageProblems, plans, readable, rightToLeft, targets } from './cards.ts';
import { say, WORDING } from './wording.ts';

const options = { say, surface: 'chat' as const, rate: 'answer-1' };
const render = (given: Answer) => renderAnswer(given, options);
const only = (given: Answer): TeamsMessage => {
  const [message, ...others] = render(given);
  expect(others).toEqual([]);
  if (message === undefined) throw new Error('No message');
  return message;
};
const example = (what: string): Answer => {
  const found = ANSWERS[what];
  if (found === undefined) throw new Error(`No example ${what}`);
  return found;
};

const ownWords = Object.values(WORDING)
  .flatMap((wording) => Object.values(wording))
  .sort((a, b) => b.length - a.length)
  .map((text) => new RegExp(text.replace(/[.*+?^$()[\]|\\]/g, '\\$&').replace(/\{\w+\}/g, '\\S+'), 'gu'));

rendererContract<TeamsMessage>(
  'Teams',
  { render, whole: (given) => renderWhole(given, options) },
  {
    textOf: ({ card }) => readable(card),
    limits: messageProblems,
    linksOf: ({ card }) => targets(card),
    plansOf: ({ card }) => plans(card),
    rightToLeft: ({ card }) => rightToLeft(card),
    ownWords,
  },
);
