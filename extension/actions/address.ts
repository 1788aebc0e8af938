import type { Host } from '../host/client';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** The host has checked the URL; this is the last look before the tab: https, or the sandbox on this machine. */
export async function mayOpen(url: string, host: Pick<Host, 'greeting'>): Promise<boolean> {
  if (!URL.canParse(url)) return false;
  const address = new URL(url);
  if (address.username || address.password) return false;
  if (address.protocol === 'https:') return true;
  if (address.protocol !== 'http:' || !LOOPBACK.test(address.hostname)) return false;
  const greeting = await host.greeting();
  return greeting.ok && greeting.value.environment === 'sandbox';
}
