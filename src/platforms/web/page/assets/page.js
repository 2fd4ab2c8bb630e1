// Asks the JSON door and shows the Answer. Texts become text nodes, never markup.
const form = document.getElementById('ask');
const input = document.getElementById('question');
const talk = document.getElementById('talk');
const examples = document.getElementById('examples');
const conversation = [...crypto.getRandomValues(new Uint8Array(16))]
  .map((byte) => byte.toString(16))
  .join('-');

/** One question at a time, in the order in which they are asked. */
let last = Promise.resolve();

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const text = input.value.trim();
  if (text === '') return;
  input.value = '';
  ask(text, { text });
});

examples.addEventListener('click', ({ target }) => {
  if (target instanceof HTMLButtonElement) ask(target.textContent, { text: target.textContent });
});

/** `shown` is what stands as the question; `question` is what the door is asked: a text, or the plan of a tap. */
function ask(shown, question) {
  last = last.then(() => askNow(shown, question));
}

async function askNow(shown, question) {
  examples.hidden = true;
  const asked = add(element('p', { className: 'question', dir: 'auto' }, shown));
  const waiting = add(element('p', { className: 'notice' }, talk.dataset.waiting));
  asked.scrollIntoView({ block: 'start' });
  try {
    const { also = [], ...answer } = await post({
      ...question,
      conversation,
      locale: document.documentElement.lang,
    });
    waiting.replaceWith(...[answer, ...also].map(showAnswer));
  } catch {
    waiting.replaceWith(element('p', { className: 'notice failed' }, talk.dataset.failed));
    if (question.text !== undefined && input.value === '') input.value = question.text;
  }
  asked.scrollIntoView({ block: 'start' });
}

async function post(body) {
  const headers = { 'Content-Type': 'application/json' };
  const response = await fetch('api/ask', { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}

function showAnswer(answer) {
  return element(
    'article',
    { lang: answer.language, dir: answer.direction },
    answer.title && element('h2', {}, ...line(answer.title)),
    ...answer.text.map((paragraph) => element('p', {}, ...line(paragraph))),
    answer.facts.length > 0 && element('dl', {}, ...answer.facts.flatMap(showFact)),
    answer.list.length > 0 &&
      element('ul', { className: 'items' }, ...answer.list.map((item) => element('li', {}, ...line(item)))),
    ...answer.contacts.map(showContact),
    showTaps(answer.choices),
    answer.source && showSource(answer.source),
    showTaps(answer.suggestions),
  );
}

function showFact({ label, value }) {
  return [element('dt', {}, ...line(label)), element('dd', {}, ...line(value))];
}

function showContact({ name, purpose, email, phone }) {
  return element(
    'section',
    { className: 'contact' },
    element('h3', {}, ...line(name)),
    purpose && element('p', {}, ...line(purpose)),
    email &&
      element('p', {}, link(email, `mailto:${textOf(email)}`, /^[^\s?@]+@[^\s?@]+$/.test(textOf(email)))),
    phone &&
      element('p', {}, link(phone, `tel:${textOf(phone).replace(/[^+\d]/g, '')}`, /\d/.test(textOf(phone)))),
  );
}

function showSource({ line: whole, url = '' }) {
  return element('p', { className: 'source' }, link(whole, url, /^https?:\/\//.test(url)));
}

function showTaps(taps) {
  if (taps.length === 0) return false;
  const buttons = taps.map(({ label, plan }) => {
    const button = element('button', { type: 'button' }, ...line(label));
    button.addEventListener('click', () => ask(textOf(label), { plan }));
    return element('li', {}, button);
  });
  return element('ul', { className: 'taps' }, ...buttons);
}

/** The line as a link where its target is one, else as it is. */
function link(spans, href, isTarget) {
  return isTarget
    ? element('a', { href, rel: 'noreferrer' }, ...line(spans))
    : element('span', {}, ...line(spans));
}

/** Values keep their own direction inside the sentence. */
function line(spans) {
  return spans.map(({ from, text }) => (from === 'reply' ? text : element('bdi', {}, text)));
}

function textOf(spans) {
  return spans.map(({ text }) => text).join('');
}

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children.filter(Boolean));
  return made;
}

function add(made) {
  talk.append(made);
  return made;
}
