import type { Outcome } from '../messaging';
import { failure, isErrorCode } from './failure';

/** An answer of the host, checked once here and trusted afterwards. */
export interface Answer {
  /** Null when the host could not read which request it answers. */
  readonly id: string | null;
  readonly outcome: Outcome<unknown>;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

/** Reads one message of the host; null when it is no answer at all. */
export function readAnswer(message: unknown): Answer | null {
  if (!isRecord(message)) return null;
  const id = typeof message.id === 'string' ? message.id : null;
  if (message.ok === true && id !== null) return { id, outcome: { ok: true, value: message.result } };
  if (message.ok !== false || !isRecord(message.error)) return null;
  return { id, outcome: { ok: false, error: readFailure(message.error, message.v) } };
}

function readFailure(error: Record<string, unknown>, version: unknown) {
  const { code, hint, retryable } = error;
  const words = typeof hint === 'string' ? hint : '';
  // The two versions of the contract are numbered: whoever speaks the higher one is the newer.
  if (code === 'unsupported_version')
    return failure(Number(version) > 1 ? 'extension_outdated' : 'host_outdated', words);
  if (code === 'unknown_op') return failure('host_outdated', words);
  // Codes are only ever added, by the host first.
  if (!isErrorCode(code)) return failure('extension_outdated', words);
  return { ...failure(code, words), retryable: retryable === true };
}
