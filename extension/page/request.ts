import { isUcd13 } from '../detect';
import type { Practitioner } from '../host/messages';

/** What a page asks for by message, checked. */
export interface PageRequest {
  readonly id: string;
  readonly guide: string;
  readonly ucds: readonly string[];
  /** FHIR resources to take codes from. */
  readonly resources: readonly unknown[];
  readonly practitioner?: Practitioner;
}

export type Reading =
  | { readonly ok: true; readonly request: PageRequest }
  | {
      readonly ok: false;
      readonly id: string | null;
      readonly code: 'bad_request' | 'unsupported_version' | 'invalid_code';
    };

export const REQUEST = 'posos-bridge/request';
/** The host's own limit for a message, in characters. */
const MOST_FHIR = 1 << 20;

const FIELDS = new Set(['type', 'version', 'id', 'guide', 'ucds', 'resources', 'practitioner']);
const NAMES = ['rpps', 'first_name', 'last_name'] as const;
const PRINTABLE = /^[\x20-\x7e\u00a0-\u{10ffff}]{1,64}$/u;
/** As long as the configuration lets a guide's name be; the host knows which there are. */
const GUIDE = /^.{1,64}$/su;

/** Checks a message in every field; what is not in the contract is refused, not skipped. */
export function readRequest(message: Readonly<Record<string, unknown>>): Reading {
  const id = typeof message.id === 'string' && PRINTABLE.test(message.id) ? message.id : null;
  const refuse = (code: Extract<Reading, { ok: false }>['code']): Reading => ({ ok: false, id, code });
  if (message.version !== 1) return refuse('unsupported_version');
  const { guide, ucds = [], resources, practitioner } = message;
  if (id === null || Object.keys(message).some((key) => !FIELDS.has(key))) return refuse('bad_request');
  if (typeof guide !== 'string' || !GUIDE.test(guide)) return refuse('bad_request');
  if (!Array.isArray(ucds)) return refuse('bad_request');
  const codes = readCodes(ucds);
  if (!codes) return refuse('invalid_code');
  const fhir = readResources(resources);
  const who = readPractitioner(practitioner);
  if (!fhir || who === null) return refuse('bad_request');
  return { ok: true, request: { id, guide, ucds: codes, resources: fhir, ...(who && { practitioner: who }) } };
}

/** UCD13s, each once; null when one of them is none. */
export function readCodes(values: readonly unknown[]): readonly string[] | null {
  // By index, because `every` passes over the holes of an array.
  const codes = Array.from(values, (value) => (typeof value === 'string' && isUcd13(value) ? value : null));
  return codes.every((code) => code !== null) ? [...new Set(codes)] : null;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readResources(value: unknown): readonly unknown[] | null {
  if (value === undefined) return [];
  if (!Array.isArray(value)) return null;
  try {
    // Through text and back: neither cycles nor anything else that is no JSON comes through.
    const text = JSON.stringify(value);
    return text.length <= MOST_FHIR ? (JSON.parse(text) as unknown[]) : null;
  } catch {
    return null;
  }
}

function readPractitioner(value: unknown): Practitioner | null | undefined {
  if (value === undefined) return undefined;
  if (!isRecord(value) || Object.keys(value).length !== NAMES.length) return null;
  const [rpps, first_name, last_name] = NAMES.map((name) => readName(value[name]));
  return rpps && first_name && last_name ? { rpps, first_name, last_name } : null;
}

function readName(value: unknown): string | null {
  return typeof value === 'string' && /^[^\p{Cc}]{1,128}$/u.test(value) && value.trim() ? value : null;
}
