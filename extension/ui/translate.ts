import type { GeneratedI18nStructure } from '#i18n';
import { browser } from 'wxt/browser';

/**
 * Sentences in the language that the person chose, which may be another than the browser's. A bundle imports the
 * sections it needs from both catalogues and makes its `t` once:
 *
 *     import { page as en } from '../locales/en.yml';
 *     import { page as fr } from '../locales/fr.yml';
 *     const t = translator(language, { en: { page: en }, fr: { page: fr } });
 *     t('page.open', { count: 2 });
 */
export type Language = 'en' | 'fr';

export type Key = keyof GeneratedI18nStructure;
export type KeyUnder<Section extends string> = Key & `${Section}.${string}`;

/** What a text names in braces, each to be given; `count` also picks the plural form. */
type Slots<K extends Key> = GeneratedI18nStructure[K] extends {
  namedSubstitutions: readonly (infer Name extends string)[];
}
  ? [Readonly<Record<Name, string | number>>]
  : [];

export type Translate<K extends Key = Key> = <Name extends K>(key: Name, ...slots: Slots<Name>) => string;

type Text = string | Readonly<Record<string, string>>;
export type Sections<Section extends string> = Readonly<Record<Section, Readonly<Record<string, Text>>>>;

export function translator<Section extends string>(
  language: Language,
  catalogues: Readonly<Record<Language, Sections<Section>>>,
): Translate<KeyUnder<Section>> {
  const catalogue: Sections<string> = catalogues[language];
  return (key, ...slots) => {
    const [section, name] = splitOnce(key);
    const text = catalogue[section]?.[name];
    if (text === undefined) throw new Error(`No text in the catalogue: ${key}`);
    const values: Readonly<Record<string, string | number>> = slots[0] ?? {};
    return pickForm(text, values.count, language).replace(/\{(\w+)\}/g, (slot, value: string) => {
      const given = values[value];
      return given === undefined ? slot : typeof given === 'number' ? given.toLocaleString(language) : given;
    });
  };
}

/** French says "0 médicament", English "0 drugs". */
function pickForm(text: Text, count: string | number | undefined, language: Language): string {
  if (typeof text === 'string') return text;
  const singular = language === 'fr' ? Number(count) < 2 : Number(count) === 1;
  return text[String(count)] ?? (singular ? text['1'] : text.n) ?? '';
}

function splitOnce(key: string): [string, string] {
  const dot = key.indexOf('.');
  return [key.slice(0, dot), key.slice(dot + 1)];
}

/** The language to speak: the chosen one, else French to whoever reads the browser in French, else English. */
export function languageFor(choice: Language | 'auto'): Language {
  if (choice !== 'auto') return choice;
  return browser.i18n.getUILanguage().toLowerCase().startsWith('fr') ? 'fr' : 'en';
}
