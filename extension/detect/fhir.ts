/** Codes of FHIR resources and linked data: in script elements, and the seven digits of FHIR that is shown. */
import { isUnnamed, named, recognise, type Term } from './codes';
import { Place } from './place';
import type { CodeKind } from './finding';
import type { Source } from './sources';

/** A coded drug of a resource. */
export interface CodedDrug {
  readonly kind: CodeKind;
  readonly code: string;
  readonly printed: string;
  readonly label: string | null;
}

const TYPES = /^\s*application\/(?:fhir\+json|ld\+json|json\+fhir)\b/i;

/** Systems of seven-digit codes (Interop'Santé, ANS); the digits decide over the system. */
const SYSTEMS: readonly { readonly system: RegExp; readonly term: Term }[] = [
  {
    system: /\/medicament\/UCD\b|terminologie-cip_ucd|1\.2\.250\.1\.213\.2\.61(?!\d)|(?<!\p{L})ucd(?!\p{L})/iu,
    term: 'ucd',
  },
  {
    system: /\/medicament\/CIP\b|terminologie-bdpm|1\.2\.250\.1\.213\.2\.3\.2(?!\d)|(?<!\p{L})cip(?!\p{L})/iu,
    term: 'cip',
  },
];

export const fhir: Source = {
  tags: ['script'],
  read(element, profile) {
    if (!TYPES.test(element.getAttribute('type') ?? '')) return [];
    const drugs = fromFhir(element.textContent);
    return drugs.map(
      (drug) => new Place({ node: element, ...drug, name: drug.label, source: 'fhir', seen: true, profile }),
    );
  },
};

/** The drugs that a FHIR resource or a linked-data document names, each once. Anything that is not JSON names none. */
export function fromFhir(json: unknown): CodedDrug[] {
  const resource = typeof json === 'string' ? parsed(json) : json;
  const drugs = new Map<string, CodedDrug>();
  for (const drug of drugsIn(resource, null, 0)) if (!drugs.has(drug.code)) drugs.set(drug.code, drug);
  return [...drugs.values()];
}

/** What FHIR, or an XML document of HL7 version 3, says of the seven digits in it. */
export function termsInFhir(text: string): ReadonlyMap<string, Term> {
  const [sign] = /^\s*[{[<]/.exec(text) ?? [];
  if (!sign) return new Map();
  // The first that names a number counts.
  const drugs = fromFhir(sign.endsWith('<') ? codingsOf(text) : text).reverse();
  return new Map(drugs.map(({ printed, kind }) => [printed, kind.startsWith('ucd') ? 'ucd' : 'cip']));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(
      text.replace(/^\s*(?:<!--|\/\*<!\[CDATA\[\*\/|<!\[CDATA\[)|(?:-->|\/\*\]\]>\*\/|\]\]>)\s*$/g, ''),
    );
  } catch {
    return null;
  }
}

/** FHIR's `<system value/><code value/>`, and `<code code codeSystem/>` of HL7 version 3. */
function codingsOf(xml: string): unknown[] {
  const codes = new DOMParser().parseFromString(rooted(xml), 'application/xml').querySelectorAll('code, [codeSystem]');
  return [...codes].map((code) => ({
    code: code.getAttribute('value') ?? code.getAttribute('code'),
    system: (code.parentElement?.querySelector(':scope > system') ?? code).getAttribute('value'),
    codeSystem: code.getAttribute('codeSystem'),
  }));
}

/** A fragment as a document: under one root, which declares the prefixes. */
function rooted(xml: string): string {
  const prefixes = new Set([...xml.matchAll(/[<\s]([a-z][\w-]*):[a-z]/gi)].map(([, prefix]) => prefix));
  const declared = [...prefixes].filter((prefix) => !/^xml/i.test(prefix ?? ''));
  const names = declared.map((prefix) => ` xmlns:${prefix}="urn:${prefix}"`).join('');
  return `<shown${names}>${xml.replace(/<\?xml[^>]*>|<!DOCTYPE[^>]*>/gi, '')}</shown>`;
}

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `x`, `{"value": x}` and `{"@value": x}` say the same. */
function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  if (!isObject(value)) return null;
  return textOf(value.value ?? value['@value'] ?? value['fhir:v'] ?? value['@id']);
}

function drugsIn(value: unknown, label: string | null, depth: number): CodedDrug[] {
  if (depth > 60) return [];
  if (Array.isArray(value)) return value.flatMap((item) => drugsIn(item, label, depth + 1));
  if (!isObject(value)) return [];
  const name = textOf(value.text) ?? textOf(value.display) ?? textOf(value.name) ?? label;
  const own = drugOf(value, name);
  const inside = Object.entries(value).flatMap(([key, item]) => (key === 'text' ? [] : drugsIn(item, name, depth + 1)));
  const all = [...own, ...inside];
  // One concept, several codings: a CIP beside a UCD names the same drug.
  const isConcept = 'coding' in value;
  return isConcept && all.some((drug) => drug.kind.startsWith('ucd'))
    ? all.filter((drug) => drug.kind.startsWith('ucd'))
    : all;
}

const SYSTEM_KEYS = ['system', 'type', 'codingSystem', 'codeSystem', 'propertyID', 'inCodeSet', 'fhir:Coding.system'];
const CODE_KEYS = [
  'code',
  'codeValue',
  'value',
  'identifier',
  'gtin13',
  'gtin14',
  'gtin',
  'sku',
  'productID',
  'termCode',
  'fhir:Coding.code',
];

/** What the name of a coding system says of its codes. */
export const termOfSystem = (name: string): Term | null =>
  SYSTEMS.find(({ system }) => system.test(name))?.term ?? null;

function drugOf(coding: Json, label: string | null): CodedDrug[] {
  const system = SYSTEM_KEYS.map((key) => textOf(coding[key]) ?? '').join(' ');
  for (const key of CODE_KEYS) {
    const [, prefix = '', text] = /^\s*(?:(UCD|CIP)\s*:\s*)?(.*?)\s*$/i.exec(textOf(coding[key]) ?? '') ?? [];
    if (!text) continue;
    const [match, ...others] = recognise(key === 'gtin14' || key === 'gtin' ? text.replace(/^0(?=\d{13}$)/, '') : text);
    if (!match || others.length > 0 || match.end - match.start !== text.length) continue;
    const display = textOf(coding.display) ?? label;
    if (!isUnnamed(match.kind)) return [{ kind: match.kind, code: match.code, printed: text, label: display }];
    const term = termOfSystem(`${prefix} ${system}`);
    const drug = term && named(match.code, term);
    if (drug) return [{ ...drug, printed: text, label: display }];
  }
  return [];
}
