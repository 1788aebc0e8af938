/** A section of a catalogue as `locales/vite.ts` hands it over: texts by key, plural forms by count. */
declare module '*.yml' {
  type Section = Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  export const background: Section;
  export const chain: Section;
  export const options: Section;
  export const page: Section;
  export const popup: Section;
  export const welcome: Section;
}
