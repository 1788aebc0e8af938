import type { Failure } from '../messaging';
import { ERRORS } from './errors';
import type { ErrorCode } from './messages';

export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(ERRORS, code);
}

export function failure(code: ErrorCode, hint = ''): Failure {
  return { code, hint, retryable: ERRORS[code].retryable };
}
