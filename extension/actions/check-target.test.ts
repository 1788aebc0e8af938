import { beforeEach, describe, expect, it, vi } from 'vitest';

import type { Host } from '../host/client';
import type { Outcome, TargetCodes } from '../messaging';
import { checkTarget } from './check-target';
import type { GuideOpener } from './open-guide';

const UCD = { code: '3400894203018', ucd13: '3400894203018', label: null };
const BOX = { code: '3400930000011', ucd13: null, label: null };
const PLACE = { tab: { id: 1, windowId: 1, incognito: false }, frameId: 0, origin: null };

describe('checking what a person pointed at', () => {
  const open = vi.fn<GuideOpener['open']>();
  const resolve = vi.fn<Host['resolve']>();
  const notify = vi.fn();
  const choose = vi.fn().mockResolvedValue(undefined);
  const check = (target: TargetCodes) =>
    checkTarget(
      target,
      { guide: 'side_effects', trigger: 'context_menu', place: PLACE },
      { host: { resolve } as unknown as Host, opener: { open } as unknown as GuideOpener, notify, choose },
    );
  const units = (
    ucd13: string | null,
  ): Outcome<[{ ucd13: string | null; kind: 'cip13'; label: null; alternatives: [] }]> => ({
    ok: true,
    value: [{ ucd13, kind: 'cip13', label: null, alternatives: [] }],
  });

  beforeEach(() => {
    vi.clearAllMocks();
    open.mockResolvedValue({ ok: true, value: undefined });
    resolve.mockResolvedValue({ ok: true, value: [] });
  });

  it('opens on its codes, each once', async () => {
    await check({ codes: [UCD, UCD], text: '' });
    expect(open).toHaveBeenCalledWith({ guide: 'side_effects', ucds: [UCD.ucd13], trigger: 'context_menu' }, PLACE);
    expect(notify.mock.calls).toEqual([[{ kind: 'working' }], [{ kind: 'done' }]]);
  });

  it('turns a box into the unit that the table knows', async () => {
    resolve.mockResolvedValue(units('3400892335049'));
    await check({ codes: [BOX], text: '' });
    expect(open.mock.calls[0]?.[0].ucds).toEqual(['3400892335049']);
  });

  it.each<[string, TargetCodes]>([
    ['words without a code', { codes: [], text: 'Eliquis 5 mg cp x2/j' }],
    ['a box that the table does not settle', { codes: [UCD, BOX], text: '' }],
    ['more drugs than one order may hold', { codes: many(101), text: '' }],
  ])('sends nothing for %s: the person chooses', async (_, target) => {
    resolve.mockResolvedValue(units(null));
    await check(target);
    expect(open).not.toHaveBeenCalled();
    expect(choose).toHaveBeenCalledTimes(1);
    expect(choose.mock.calls[0]?.[0]).toMatchObject({ guide: 'side_effects', text: target.text });
  });

  it('says at the place what went wrong, with the order to try again', async () => {
    const error = { code: 'network', hint: '', retryable: true } as const;
    open.mockResolvedValue({ ok: false, error });
    await check({ codes: [UCD], text: '' });
    expect(notify.mock.lastCall?.[0]).toMatchObject({ kind: 'error', error, order: { ucds: [UCD.ucd13] } });
  });
});

function many(count: number): TargetCodes['codes'] {
  return Array.from({ length: count }, (_, index) => ({ ...UCD, code: String(index), ucd13: String(index) }));
}
