import { parseMessagesFile, type ParsedMessage } from '@wxt-dev/i18n/build';

/**
 * Lets code import a catalogue, one named export a section, so that a bundle holds only the sections it speaks with.
 * The browser's own `i18n.getMessage` can't do it: it knows one language, and the person may have chosen the other.
 */
export function catalogues() {
  return {
    name: 'catalogues',
    async load(id: string): Promise<string | null> {
      if (!id.endsWith('.yml')) return null;
      const messages = (await parseMessagesFile(id)).filter(({ key }) => key.length > 1);
      const sections = new Set(messages.map(({ key }) => key[0]));
      return [...sections]
        .map((name) => `export const ${name} = ${JSON.stringify(section(messages, name))};`)
        .join('\n');
    },
  };
}

function section(messages: readonly ParsedMessage[], name: string | undefined): Record<string, unknown> {
  return Object.fromEntries(
    messages
      .filter(({ key }) => key[0] === name)
      .map((message) => [
        message.key.slice(1).join('.'),
        message.type === 'plural' ? message.plurals : message.message,
      ]),
  );
}
