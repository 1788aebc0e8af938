import { describe, expect, it } from 'vitest';

import { readAnswer } from './answers';

const refused = (code: string, version = 1) =>
  readAnswer({ v: version, id: '1', ok: false, error: { code, message: 'm', hint: 'h', retryable: true } })?.outcome;

describe('an answer of the host', () => {
  it('carries the failure, without the sentence of a host in another language', () => {
    expect(refused('network')).toEqual({ ok: false, error: { code: 'network', hint: 'h', retryable: true } });
  });

  it.each([
    ['unknown_op', 1, 'host_outdated'],
    ['unsupported_version', 1, 'host_outdated'],
    ['unsupported_version', 2, 'extension_outdated'],
    ['a_code_of_tomorrow', 1, 'extension_outdated'],
  ])('%s in version %i means %s', (code, version, meaning) => {
    expect(refused(code, version)).toMatchObject({ error: { code: meaning } });
  });
});
