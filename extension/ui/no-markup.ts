const MARKUP = /(\w+)\.innerHTML=(\w+)\.__html/;

/** Takes out of Preact the one place that makes elements from a string: in our pages, text stays text. */
export function noMarkupFromStrings() {
  return {
    name: 'no-markup-from-strings',
    transform(code: string, id: string): string | null {
      if (!/preact\/dist\/preact\.\w+$/.test(id.split('?')[0] ?? '')) return null;
      if (!MARKUP.test(code)) throw new Error('Preact writes its markup in another way: see no-markup.ts');
      return code.replace(MARKUP, '$1.textContent=$2.__html');
    },
  };
}
