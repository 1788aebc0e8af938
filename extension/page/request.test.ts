import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { isRecord, readCodes, readRequest, REQUEST } from './request';

const ucds = ['3400894203018', '3400892335049'];
const good = { type: REQUEST, version: 1, id: 'a', guide: 'side_effects', ucds };

describe('a request of the page', () => {
  it('is read as it is written', () => {
    const practitioner = { rpps: '10001234567', first_name: 'Jeanne', last_name: 'd’Été' };
    expect(readRequest({ ...good, practitioner })).toEqual({
      ok: true,
      request: { id: 'a', guide: 'side_effects', ucds, resources: [], practitioner },
    });
  });

  it.each(['bpm.review', 'revue du médicament', '😀'.repeat(64)])('takes any name of a guide: %s', (guide) => {
    expect(readRequest({ ...good, guide })).toMatchObject({ ok: true, request: { guide } });
  });

  it('needs no codes, and names each once', () => {
    expect(readRequest({ ...good, guide: 'home', ucds: [] })).toMatchObject({ ok: true });
    expect(readRequest({ ...good, ucds: [...ucds, ...ucds] })).toMatchObject({ ok: true, request: { ucds } });
  });

  it.each([
    [{ version: 2 }, 'unsupported_version'],
    [{ version: '1' }, 'unsupported_version'],
    [{ id: '' }, 'bad_request'],
    [{ id: 'x'.repeat(65) }, 'bad_request'],
    [{ id: 'a\nb' }, 'bad_request'],
    [{ guide: '' }, 'bad_request'],
    [{ guide: 'x'.repeat(65) }, 'bad_request'],
    [{ guide: ['home'] }, 'bad_request'],
    [{ ucds: { length: 1, 0: ucds[0] } }, 'bad_request'],
    [{ ucds: new Array(3) }, 'invalid_code'],
    [{ ucds: [[ucds[0]]] }, 'invalid_code'],
    [{ ucds: ['3400894203019'] }, 'invalid_code'],
    [{ url: 'https://elsewhere.example' }, 'bad_request'],
    [{ practitioner: null }, 'bad_request'],
    [{ practitioner: [] }, 'bad_request'],
    [{ practitioner: { rpps: '1', first_name: 'A' } }, 'bad_request'],
    [{ practitioner: { rpps: '1', first_name: 'A', last_name: ' ' } }, 'bad_request'],
    [{ practitioner: { rpps: '1', first_name: 'A', last_name: 'B', more: 1 } }, 'bad_request'],
    [{ resources: 'x' }, 'bad_request'],
    [{ resources: [1n] }, 'bad_request'],
    [{ resources: ['x'.repeat(1 << 20)] }, 'bad_request'],
  ])('is refused with %o', (fields, code) => {
    expect(readRequest({ ...good, ...fields })).toMatchObject({ ok: false, code });
  });

  it('with a resource that holds itself is refused', () => {
    const resource: Record<string, unknown> = {};
    resource.self = resource;
    expect(readRequest({ ...good, resources: [resource] })).toMatchObject({ ok: false, code: 'bad_request' });
  });

  it('of any kind gets an answer, and only well-formed codes come through', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withTypedArray: true, withSparseArray: true }), (message) => {
        if (!isRecord(message)) return;
        const reading = readRequest({ ...message, type: REQUEST, version: 1 });
        if (reading.ok) expect(reading.request.ucds.every((ucd) => /^34008\d{8}$/.test(ucd))).toBe(true);
      }),
    );
  });
});

describe('codes in an attribute', () => {
  it('are all or nothing', () => {
    expect(readCodes(ucds)).toEqual(ucds);
    expect(readCodes([])).toEqual([]);
    expect(readCodes([...ucds, '3400933433154'])).toBeNull();
  });
});
