import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import express, { type Request, type Response, type Router } from 'express';
import { LANGUAGES, type Language, type Replies } from '../../domain.ts';
import { notAllowed } from './errors.ts';

const FOLDER = new URL('./page/', import.meta.url);
const OWN_NAMES: Record<Language, string> = { en: 'English', fr: 'Français', ar: 'العربية', ckb: 'کوردی' };

/** Nothing but the page's own files and this server's door. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

/** `GET /`: a page that asks the JSON door, in the visitor's language. Its words are the store's replies `page.…`. */
export function pageDoor(replies: () => Replies, defaultLanguage: Language): Router {
  const router = express.Router();
  const template = readFileSync(new URL('index.html', FOLDER), 'utf8');
  router.get('/', (request, response) => {
    const language = languageOf(request, defaultLanguage);
    harden(response).set('Content-Language', language).vary('Accept-Language');
    response.type('html').send(fill(template, replies(), language));
  });
  router.use(
    '/assets',
    express.static(fileURLToPath(new URL('assets/', FOLDER)), { index: false, setHeaders: harden }),
  );
  router.all('/', notAllowed('GET', 'HEAD'));
  return router;
}

function harden<R extends Pick<Response, 'set'>>(response: R): R {
  response.set({
    'Content-Security-Policy': POLICY,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-cache',
  });
  return response;
}

/** What the address asks for (`/?lang=ar`), else what the browser prefers. */
function languageOf(request: Request, fallback: Language): Language {
  const asked = LANGUAGES.find((language) => language === request.query.lang);
  const preferred = request.acceptsLanguages(...LANGUAGES);
  return asked ?? LANGUAGES.find((language) => language === preferred) ?? fallback;
}

function fill(template: string, replies: Replies, language: Language): string {
  const direction = language === 'ar' || language === 'ckb' ? 'rtl' : 'ltr';
  const page = template.replace('lang="en" dir="ltr"', `lang="${language}" dir="${direction}"`);
  return page.replace(/\{\{([\w.]+)\}\}/g, (_slot, key: string) => {
    if (key === 'languages') return languageLinks(language);
    return escapeHtml(replies[key]?.[language] ?? replies[key]?.en ?? '');
  });
}

function languageLinks(current: Language): string {
  return LANGUAGES.map((language) => {
    const mark = language === current ? ' aria-current="true"' : '';
    return `<a href="?lang=${language}" lang="${language}" hreflang="${language}"${mark}>${OWN_NAMES[language]}</a>`;
  }).join('\n      ');
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
}
