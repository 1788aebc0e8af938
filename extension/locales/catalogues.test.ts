import { parseMessagesFile, type ParsedMessage } from '@wxt-dev/i18n/build';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

import { ERRORS } from '../host/errors';

const read = async (language: string) =>
  (await parseMessagesFile(fileURLToPath(new URL(`${language}.yml`, import.meta.url)))).filter(
    ({ key }) => !key[0]?.startsWith('@@'),
  );

const [english, french] = await Promise.all([read('en'), read('fr')]);
const both = [...english, ...french];

const keyOf = ({ key }: ParsedMessage) => key.join('.');
const textsOf = (message: ParsedMessage) =>
  message.type === 'plural' ? Object.values(message.plurals) : [message.message];
const say = (message: ParsedMessage, text: string) => `${keyOf(message)}: ${text}`;

describe('the catalogues', () => {
  test('hold the same sentences in both languages', () => {
    expect(french.map(keyOf)).toEqual(english.map(keyOf));
  });

  test('fill the same slots in both languages', () => {
    const slots = (messages: readonly ParsedMessage[]) =>
      messages.map((message) => [keyOf(message), message.type, [...message.namedSubstitutions].sort()]);
    expect(slots(french)).toEqual(slots(english));
  });

  test('never show a code word to a person', () => {
    const words = new RegExp(
      `${Object.keys(ERRORS)
        .filter((code) => code.includes('_'))
        .join('|')}|undefined|null`,
    );
    const shown = both.flatMap((message) => textsOf(message).map((text) => say(message, text)));
    expect(shown.filter((line) => words.test(line.slice(line.indexOf(':'))))).toEqual([]);
  });

  test('leave nothing empty', () => {
    expect(both.filter((message) => textsOf(message).some((text) => text.trim() === '')).map(keyOf)).toEqual([]);
  });

  test('keep French signs on the line of their word', () => {
    const loose = french.flatMap((message) =>
      textsOf(message)
        .filter((text) => /[ \p{L}][;!?»]|« |[ \p{L}]:(?!\/)|«(?!\u00a0)/u.test(text.replaceAll(/\{\w+\}/g, 'x')))
        .map((text) => say(message, text)),
    );
    expect(loose).toEqual([]);
  });

  test('use typographic apostrophes', () => {
    expect(both.flatMap((message) => textsOf(message).filter((text) => text.includes("'")))).toEqual([]);
  });
});
