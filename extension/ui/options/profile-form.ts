import type { Fault } from '../../json-schema';
import { checkProfile, type SiteProfile } from '../../site-profile';

/** A profile as the form holds it: every field a text, an empty one absent. */
export const SELECTORS = ['rows', 'codes', 'labels', 'ignore', 'buttons'] as const;
export const PERSON = ['rpps', 'first_name', 'last_name'] as const;

export type Field = 'name' | 'matches' | (typeof SELECTORS)[number] | (typeof PERSON)[number];
export type Form = Readonly<Record<Field, string>>;

const EMPTY: Form = {
  name: '',
  matches: '',
  rows: '',
  codes: '',
  labels: '',
  ignore: '',
  buttons: '',
  rpps: '',
  first_name: '',
  last_name: '',
};

export function formOf(profile: SiteProfile | null): Form {
  if (!profile) return EMPTY;
  const { practitioner, matches, ...texts } = profile;
  return { ...EMPTY, ...texts, ...practitioner, matches: matches.join('\n') };
}

/** What the form says, to be checked before it counts as a profile. */
export function profileOf(form: Form): unknown {
  const person = given(form, PERSON);
  return {
    name: form.name.trim(),
    matches: form.matches.split('\n').flatMap((line) => line.trim() || []),
    ...given(form, SELECTORS),
    ...(Object.keys(person).length > 0 && { practitioner: person }),
  };
}

function given(form: Form, fields: readonly Field[]): Record<string, string> {
  const texts = fields.map((field) => [field, form[field].trim()] as const);
  return Object.fromEntries(texts.filter(([, text]) => text !== ''));
}

/** The faults of the form, each at the field that has it. */
export function faultsByField(form: Form): ReadonlyMap<Field, Fault> {
  const faults = checkProfile(profileOf(form)).map((fault) => [fieldAt(fault), fault] as const);
  return new Map(faults.reverse());
}

function fieldAt({ path }: Fault): Field {
  const [first = '', second = ''] = path.split('/').slice(1);
  const field = first === 'practitioner' ? second : first;
  return field in EMPTY ? (field as Field) : 'name';
}
