import { beforeEach, describe, expect, it, vi } from 'vitest';

import type { Host } from '../host/client';
import type { Order, Outcome } from '../messaging';
import { GuideOpener, type Place, type WhoIsAt } from './open-guide';

const ORDER: Order = { guide: 'side_effects', ucds: ['3400894203018'], trigger: 'button' };
const MARIE = { rpps: '10001234567', first_name: 'Marie', last_name: 'Curie' };
const PLACE: Place = { tab: { id: 7, windowId: 1, incognito: false }, frameId: 0, origin: 'https://dpi.example' };

describe('opening a guide', () => {
  let url: string;
  let environment: string;
  let greeted: Outcome<{ environment: string }> | null;
  let fail: Outcome<never> | null;
  const prepare = vi.fn();
  const openTab = vi.fn();
  const whoIsAt = vi.fn<WhoIsAt>();
  let opener: GuideOpener;

  beforeEach(() => {
    vi.useFakeTimers();
    url = 'https://app.posos.co/once';
    environment = 'preprod';
    greeted = null;
    fail = null;
    prepare.mockReset().mockImplementation(() => Promise.resolve(fail ?? { ok: true, value: { url } }));
    openTab.mockReset().mockResolvedValue(undefined);
    whoIsAt.mockReset().mockResolvedValue({ ok: true, value: null });
    const hello = () => Promise.resolve({ ok: true, value: { environment } });
    const host = { prepare, hello, greeting: () => (greeted ? Promise.resolve(greeted) : hello()) };
    opener = new GuideOpener(host as unknown as Host, openTab, whoIsAt);
    return () => vi.useRealTimers();
  });

  it('asks for the codes with where they come from, and opens beside the tab', async () => {
    expect(await opener.open(ORDER, PLACE)).toEqual({ ok: true, value: undefined });
    expect(prepare.mock.calls[0]?.[0]).toEqual({
      guide: 'side_effects',
      ucds: ['3400894203018'],
      source: { origin: 'https://dpi.example', trigger: 'button' },
    });
    expect(openTab).toHaveBeenCalledWith(url, PLACE.tab);
  });

  it('opens for who is signed in to the page, in the name of the page that says so', async () => {
    whoIsAt.mockResolvedValue({ ok: true, value: { practitioner: MARIE, origin: 'https://ward.example' } });
    await opener.open(ORDER, PLACE);
    expect(prepare.mock.calls[0]?.[0]).toMatchObject({
      practitioner: MARIE,
      source: { origin: 'https://ward.example' },
    });
  });

  it('asks nobody about a practitioner that the order names', async () => {
    await opener.open({ ...ORDER, practitioner: MARIE }, PLACE);
    expect(whoIsAt).not.toHaveBeenCalled();
    expect(prepare.mock.calls[0]?.[0]).toMatchObject({ practitioner: MARIE, source: { origin: PLACE.origin } });
  });

  it('opens nothing while the page does not say who is signed in to it', async () => {
    whoIsAt.mockResolvedValue({ ok: false, error: { code: 'internal', hint: '', retryable: true } });
    expect(await opener.open(ORDER, PLACE)).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(prepare).not.toHaveBeenCalled();
  });

  it('opens one tab for a double click, and another for a later one', async () => {
    await Promise.all([opener.open(ORDER, PLACE), opener.open(ORDER, PLACE)]);
    vi.advanceTimersByTime(400);
    await opener.open(ORDER, PLACE);
    expect(openTab).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(1000);
    await opener.open(ORDER, PLACE);
    expect(openTab).toHaveBeenCalledTimes(2);
  });

  it.each<[string, Order, Place]>([
    ['another practitioner', { ...ORDER, practitioner: { ...MARIE, rpps: '10001234575' } }, PLACE],
    ['nobody by name', ORDER, PLACE],
    ['another page', { ...ORDER, practitioner: MARIE }, { ...PLACE, origin: 'https://other.example' }],
  ])('does not answer an order for %s with the tab of the one that runs', async (_, order, place) => {
    await Promise.all([opener.open({ ...ORDER, practitioner: MARIE }, PLACE), opener.open(order, place)]);
    expect(openTab).toHaveBeenCalledTimes(2);
    expect(opener.cancel(7)).toBe(true);
  });

  it('opens one tab for any number of clicks that follow each other', async () => {
    for (let click = 0; click < 9; click++) {
      await opener.open(ORDER, PLACE);
      await vi.advanceTimersByTimeAsync(150);
    }
    expect(openTab).toHaveBeenCalledTimes(1);
  });

  it('opens another tab at once when the click before was long ago, however long its tab took', async () => {
    prepare.mockImplementationOnce(
      () => new Promise((resolve) => setTimeout(resolve, 5000, { ok: true, value: { url } })),
    );
    const first = opener.open(ORDER, PLACE);
    await vi.advanceTimersByTimeAsync(5000);
    await first;
    await vi.advanceTimersByTimeAsync(1);
    await opener.open(ORDER, PLACE);
    expect(openTab).toHaveBeenCalledTimes(2);
  });

  it('tries again at once after a failure', async () => {
    fail = { ok: false, error: { code: 'network', hint: '', retryable: true } };
    expect(await opener.open(ORDER, PLACE)).toEqual(fail);
    await vi.runAllTimersAsync();
    fail = null;
    expect((await opener.open(ORDER, PLACE)).ok).toBe(true);
  });

  it.each([
    ['the browser opens no tab', () => openTab.mockRejectedValueOnce(new Error('No window.'))],
    ['the host cannot be asked', () => prepare.mockRejectedValueOnce(new Error('No port.'))],
  ])('says so when %s, and tries again at the next click', async (_, fault) => {
    fault();
    expect(await opener.open(ORDER, PLACE)).toMatchObject({ ok: false, error: { code: 'internal' } });
    await vi.runAllTimersAsync();
    expect((await opener.open(ORDER, PLACE)).ok).toBe(true);
  });

  it('opens nothing that was cancelled', async () => {
    const outcome = opener.open(ORDER, PLACE);
    expect(opener.cancel(7)).toBe(true);
    expect(await outcome).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(openTab).not.toHaveBeenCalled();
    expect(opener.cancel(70)).toBe(false);
  });

  it('opens nothing for a site that was switched off meanwhile', async () => {
    const [off, on] = [opener.open(ORDER, PLACE), opener.open(ORDER, { ...PLACE, origin: 'https://on.example' })];
    opener.cancelFrom((origin) => origin === PLACE.origin);
    expect(await off).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect((await on).ok).toBe(true);
  });

  it.each([
    'http://app.posos.co/',
    'https://someone@posos.co/',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'http://127.0.0.1:1/',
    'posos.co',
    '',
  ])('opens no %s', async (bad) => {
    url = bad;
    expect(await opener.open(ORDER, PLACE)).toMatchObject({ ok: false, error: { code: 'untrusted_url' } });
    expect(openTab).not.toHaveBeenCalled();
  });

  it.each(['http://127.0.0.1:8000/', 'http://localhost:8000/', 'http://[::1]:8000/'])(
    'opens %s for the sandbox alone',
    async (local) => {
      url = local;
      environment = 'sandbox';
      expect((await opener.open(ORDER, PLACE)).ok).toBe(true);
      url = 'http://127.0.0.1.example/';
      expect((await opener.open({ ...ORDER, guide: 'home' }, PLACE)).ok).toBe(false);
    },
  );

  it('opens for a sandbox whose configuration came after the host was greeted', async () => {
    url = 'http://127.0.0.1:8000/';
    greeted = { ok: true, value: { environment: 'preprod' } };
    environment = 'sandbox';
    expect((await opener.open(ORDER, PLACE)).ok).toBe(true);
  });
});
