import { browser } from 'wxt/browser';

import { failure } from '../host/failure';
import {
  sendMessage,
  type FrameCodes,
  type ListedCode,
  type Outcome,
  type Target,
  type TargetCodes,
} from '../messaging';

const LOOK = '/look.js';

/** What `look.js` answers from each frame. */
export interface Look {
  readonly origin: string;
  readonly codes: readonly ListedCode[];
}

/** One look at every frame of a tab that may be looked at. */
export async function lookAtTab(tabId: number): Promise<Outcome<readonly FrameCodes[]>> {
  try {
    const looks = await browser.scripting.executeScript({ target: { tabId, allFrames: true }, files: [LOOK] });
    const frames = looks.flatMap(({ frameId, result }) => (isLook(result) ? [{ frameId, ...result }] : []));
    return { ok: true, value: frames.sort((a, b) => a.frameId - b.frameId) };
  } catch {
    // Not enabled, or a page that browsers keep to themselves; the screens tell these apart by the address.
    return { ok: false, error: failure('forbidden') };
  }
}

/** What stands at a target; null where no script may run. */
export async function lookAtTarget(tabId: number, frameId: number, target: Target): Promise<TargetCodes | null> {
  try {
    await browser.scripting.executeScript({ target: { tabId, frameIds: [frameId] }, files: [LOOK] });
    return await sendMessage('readTarget', target, { tabId, frameId });
  } catch {
    return null;
  }
}

/** The first frame of a tab with something selected in it, and what that is. */
export async function lookAtSelection(tabId: number): Promise<{ frameId: number; target: TargetCodes } | null> {
  const tab = await lookAtTab(tabId);
  for (const { frameId } of tab.ok ? tab.value : []) {
    const target = await sendMessage('readTarget', { kind: 'selection' }, { tabId, frameId }).catch(() => null);
    if (target && (target.codes.length > 0 || target.text.trim() !== '')) return { frameId, target };
  }
  return null;
}

function isLook(result: unknown): result is Look {
  return typeof result === 'object' && result !== null && 'codes' in result;
}
