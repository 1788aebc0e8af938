/** Made by `make generate` from native_host/schemas/ and native_host/errors.json. Do not edit. */

export type Name = string;
/** A row of native_host/errors.json; new codes are only ever added. */
export type ErrorCode =
  | 'bad_request'
  | 'unsupported_version'
  | 'message_too_large'
  | 'unknown_op'
  | 'unknown_guide'
  | 'invalid_code'
  | 'no_practitioner'
  | 'practitioner_refused'
  | 'not_configured'
  | 'key_unreadable'
  | 'key_invalid'
  | 'key_permissions'
  | 'caller_refused'
  | 'clock_skew'
  | 'token_refused'
  | 'unauthorized'
  | 'forbidden'
  | 'rejected'
  | 'rate_limited'
  | 'network'
  | 'tls'
  | 'proxy'
  | 'timeout'
  | 'unavailable'
  | 'bad_response'
  | 'untrusted_url'
  | 'cancelled'
  | 'internal'
  | 'file_unusable'
  | 'audit_unwritable'
  | 'audit_set_aside'
  | 'host_missing'
  | 'host_crashed'
  | 'host_outdated'
  | 'extension_outdated';
export type Response = Success | Failure;

/** Who signs in to Posos. */
export interface Practitioner {
  readonly rpps: Name;
  readonly first_name: Name;
  readonly last_name: Name;
}
/** A name as people read it. */
export interface Labels {
  readonly fr: string;
  readonly en: string;
}
/** A page of Posos that can be opened. */
export interface Guide {
  readonly name: string;
  readonly labels: Labels;
  /** Whether it is about at least one drug. */
  readonly needs_codes: boolean;
}
/** What keeps the chain from working. */
export interface Problem {
  readonly code: ErrorCode;
  /** For the clinician. */
  readonly message: string;
  /** For the person who administers the machine. */
  readonly hint: string;
}
export interface ResolvedCode {
  /** Null when the code alone does not settle it. */
  readonly ucd13: string | null;
  readonly kind: 'ucd13' | 'ucd7' | 'cip13' | 'cip7' | 'unknown';
  /** The drug's name in the drug table. */
  readonly label: string | null;
  /** Where a box holds several, all of them. */
  readonly alternatives: readonly string[];
}
export interface SearchMatch {
  readonly ucd13: string;
  readonly label: string;
}
/** One link of the chain. */
export interface Check {
  /** configuration, practitioner, key, clock, token, connection, drug_table, audit, … */
  readonly name: string;
  /** Null when it was not looked at, or has not happened yet. */
  readonly ok: boolean | null;
  readonly code: ErrorCode | null;
  /** What was found, in a sentence. */
  readonly message: string;
  /** What to do about it; empty when there is nothing to do. */
  readonly hint: string;
}
export interface Request {
  /** The version of the protocol: 1. */
  readonly v: number;
  /** 1 to 64 printable characters; the answer carries them back. */
  readonly id: string;
  /** The operation. */
  readonly op: string;
  /** What the operation takes; empty when it is left out. */
  readonly params?: {
    readonly [name: string]: unknown;
  };
}
export interface Success {
  readonly v: 1;
  readonly id: string;
  readonly ok: true;
  readonly result: {
    readonly [name: string]: unknown;
  };
}
export interface Failure {
  readonly v: 1;
  /** Null when the request's own could not be read. */
  readonly id: string | null;
  readonly ok: false;
  readonly error: ErrorDetail;
}
export interface ErrorDetail {
  readonly code: ErrorCode;
  /** For the clinician, in the machine's language. */
  readonly message: string;
  /** Whether the same request may succeed a little later. */
  readonly retryable: boolean;
  /** For the person who administers the machine. */
  readonly hint: string;
}
export interface HelloParams {
  readonly extension_version: string;
  readonly browser: string;
}
export interface HelloResult {
  readonly host_version: string;
  /** Null when there is no configuration. */
  readonly environment: string | null;
  /** Whether a guide can be opened, by the configuration, by the form of the key, and by what the last call met. */
  readonly ready: boolean;
  readonly problems: readonly Problem[];
  readonly guides: readonly Guide[];
  readonly practitioner: Practitioner | null;
}
export type WarmParams = Readonly<Record<string, never>>;
export interface WarmResult {
  /** Seconds. */
  readonly token_expires_in: number;
}
export interface ResolveParams {
  /** @maxItems 500 */
  readonly codes: readonly string[];
}
export interface ResolveResult {
  /** One per code, in order. */
  readonly codes: readonly ResolvedCode[];
}
export interface SearchParams {
  readonly text: string;
  readonly limit: number;
}
export interface SearchResult {
  /** Best first. */
  readonly matches: readonly SearchMatch[];
}
export interface PrepareParams {
  readonly guide: string;
  /**
   * UCD13s.
   *
   * @maxItems 100
   */
  readonly ucds: readonly string[];
  readonly practitioner?: Practitioner;
  readonly source?: Source;
}
/** Where the wish comes from. */
export interface Source {
  /** The page's origin, for the audit trail; null where there is no page. */
  readonly origin?: string | null;
  readonly trigger: 'context_menu' | 'popup' | 'button' | 'page' | 'shortcut' | 'cli';
}
export interface PrepareResult {
  /** To be opened at once; never stored, logged or shown to a page. */
  readonly url: string;
  readonly guide: string;
  /** The codes that were sent. */
  readonly ucds: readonly string[];
}
export type StatusParams = Readonly<Record<string, never>>;
export interface StatusResult {
  readonly host_version: string;
  readonly environment: string | null;
  /** The files that were read, the machine's first. */
  readonly config_files: readonly string[];
  readonly log_file: string | null;
  /** In the order of the chain. */
  readonly checks: readonly Check[];
}
export interface CancelParams {
  /** Its id. */
  readonly request: string;
}
export interface CancelResult {
  /** True when the request is answered with `cancelled` for that; false when no such request is under way, or when its answer is already certain. */
  readonly cancelled: boolean;
}
