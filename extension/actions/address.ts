import type { Host } from '../host/client';
import type { HelloResult } from '../host/messages';
import type { Outcome } from '../messaging';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** The host has checked the URL; this is the last look before the tab: https, or the sandbox on this machine. */
export async function mayOpen(url: string, host: Pick<Host, 'greeting' | 'hello'>): Promise<boolean> {
  if (!URL.canParse(url)) return false;
  const address = new URL(url);
  if (address.username || address.password) return false;
  if (address.protocol === 'https:') return true;
  if (address.protocol !== 'http:' || !LOOPBACK.test(address.hostname)) return false;
  // The configuration may have become the sandbox's since the host was greeted.
  return isSandbox(await host.greeting()) || isSandbox(await host.hello());
}

function isSandbox(hello: Outcome<HelloResult>): boolean {
  return hello.ok && hello.value.environment === 'sandbox';
}
