import { describe, expect, it, vi } from 'vitest';

import type { Order } from '../messaging';
import { placeOf } from './order';

vi.mock('wxt/browser', () => ({ browser: { runtime: { getURL: () => 'chrome-extension://id/' } } }));

const ORDER: Order = { guide: 'home', ucds: [], trigger: 'button' };
const practitioner = { rpps: '10001234567', first_name: 'Marie', last_name: 'Curie' };
const tab = { id: 1, windowId: 1, incognito: false, url: 'https://dpi.example/ward' } as Parameters<
  typeof placeOf
>[1]['tab'] & {};

describe('where an order of a page comes from', () => {
  it('is the frame, as the browser names it', async () => {
    expect(await placeOf(ORDER, { tab, origin: 'https://frame.example', url: 'https://other.example/' })).toMatchObject(
      {
        origin: 'https://frame.example',
      },
    );
  });

  it.each(['about:srcdoc', 'data:text/html,x', 'https://dpi.example/letter'])(
    'is the page around a frame without an origin, such as %s',
    async (url) => {
      expect(await placeOf(ORDER, { tab, origin: 'null', url })).toMatchObject({ origin: 'https://dpi.example' });
    },
  );

  it('is nowhere when a frame without an origin says who is signed in', async () => {
    const order = { ...ORDER, practitioner };
    expect(await placeOf(order, { tab, origin: 'null', url: 'https://dpi.example/' })).toMatchObject({ origin: null });
  });
});
