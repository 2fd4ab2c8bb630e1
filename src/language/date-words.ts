import { words } from './tokens.ts';

type Relation = 'in' | 'from' | 'since' | 'after' | 'before' | 'until' | 'between';
type Unit = 'day' | 'week' | 'month' | 'year';

/** Rows of `value: phrases parted by |` as a look-up by normalised phrase. */
function phrases<T extends string>(rows: Record<T, string>): ReadonlyMap<string, T> {
  const pairs = Object.entries<string>(rows).flatMap(([value, list]) =>
    list.split('|').map((phrase) => [words(phrase).join(' '), value as T] as const),
  );
  return new Map(pairs);
}

/** What ties a date to what is asked. */
export const RELATION = phrases<Relation>({
  in: 'in|during|on|en|durant|dans|في|بـ|خلال|ساڵی|from the year|dated',
  /** "From 2018" is in it, "from May to July" a span. */
  from: 'from|de|du|من|لە',
  since: 'since|starting|depuis|dès|منذ|لەوەتەی|لەوەتی|لەساڵی',
  after: 'after|later|après|بعد|دوای|پاش',
  before: 'before|prior|avant|قبل|پێش|بەر',
  until: 'until|till|through|jusqu|حتى|لغاية|تا|هەتا',
  between: 'between|entre|بين|لەنێوان|نێوان',
});

export const UNIT = phrases<Unit>({
  day: 'day|days|jour|jours|يوم|أيام|ايام|ڕۆژ|ڕۆژی',
  week: 'week|weeks|semaine|semaines|أسبوع|اسابيع|أسابيع|هەفتە|هەفتەی',
  month: 'month|months|mois|شهر|أشهر|شهور|مانگ|مانگی',
  year: 'year|years|an|ans|année|années|سنة|سنوات|عام|أعوام|ساڵ|ساڵی',
});

/** Periods reckoned from today. */
export const PERIOD = phrases({
  today: "today|aujourd'hui|اليوم|ئەمڕۆ",
  yesterday: 'yesterday|hier|أمس|البارحة|مبارح|دوێنێ',
  'this-week': 'this week|cette semaine|هذا الأسبوع|هالاسبوع|ئەم هەفتەیە',
  'last-week':
    'last week|la semaine dernière|semaine dernière|الأسبوع الماضي|الاسبوع الفات|هەفتەی رابردوو|هەفتەی پێشوو',
  'this-month': 'this month|current month|ce mois|ce mois ci|هذا الشهر|هالشهر|الشهر الحالي|ئەم مانگە',
  'last-month':
    'last month|previous month|the previous month|past month|le mois dernier|mois dernier|le mois passé|mois passé|الشهر الماضي|الشهر الفائت|الشهر الفات|مانگی ڕابردوو|مانگی پێشوو',
  'this-year':
    'this year|current year|cette année|هذا العام|هذه السنة|هالسنة|السنة الحالية|العام الحالي|العام الجاري|ئەمساڵ|ئەم ساڵ',
  'last-year':
    "last year|previous year|the previous year|past year|l'année dernière|année dernière|an dernier|l'an dernier|l'année passée|العام الماضي|السنة الماضية|السنة الفاتت|السنة الفايتة|ساڵی ڕابردوو|ساڵی پێشوو|پار",
  'next-year':
    "next year|coming year|l'année prochaine|année prochaine|l'an prochain|العام القادم|العام المقبل|السنة القادمة|السنة الجاية|ساڵی داهاتوو|ساڵی ئایندە",
});

/** Month number by its normalised name: those of the four languages, both of Arabic's, short forms, spellings. */
export const MONTHS: ReadonlyMap<string, number> = new Map(
  [
    'january|jan|janvier|كانون الثاني|يناير|کانوونی دووەم|ڕێبەندان',
    'february|feb|février|févr|شباط|فبراير|شوبات|ڕەشەمە',
    'march|mar|mars|آذار|مارس|ئازار|ئادار|نەورۆز',
    'april|apr|avril|avr|نيسان|أبريل|نیسان',
    'may|mai|أيار|مايو|ئایار|مایس|مايس',
    'june|jun|juin|حزيران|يونيو|حوزەیران',
    'july|jul|juillet|juil|تموز|يوليو|تەممووز|تەمووز',
    'august|aug|août|آب|أغسطس|ئاب',
    'september|sep|sept|septembre|أيلول|سبتمبر|ئەیلوول|ئەیلول',
    'october|oct|octobre|تشرين الأول|أكتوبر|تشرینی یەکەم',
    'november|nov|novembre|تشرين الثاني|نوفمبر|تشرینی دووەم',
    'december|dec|décembre|déc|كانون الأول|ديسمبر|کانوونی یەکەم|کانونی یەکەم',
  ].flatMap((names, i) => names.split('|').map((name) => [words(name).join(' '), i + 1] as const)),
);
