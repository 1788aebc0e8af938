import rows from '../../native_host/errors.json';
import type { ErrorCode } from './messages';

/** What is said of a failure to the clinician, and whether another try can help. */
export interface ErrorRow {
  readonly fr: string;
  readonly en: string;
  readonly retryable: boolean;
}

/** The host's own table of errors. */
export const ERRORS: Readonly<Record<ErrorCode, ErrorRow>> = rows;
