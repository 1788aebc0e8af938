import { beforeEach, describe, expect, it, vi } from 'vitest';

import { HostPort, type NativePort } from './port';

interface Sent {
  readonly id: string;
  readonly op: string;
  readonly params?: { readonly request?: string };
}

/** A port as the browser would hand it out; the test plays the host. */
class FakePort implements NativePort {
  readonly sent: Sent[] = [];
  readonly #messages: ((message: unknown) => void)[] = [];
  readonly #ends: ((port: NativePort) => void)[] = [];
  readonly onMessage = { addListener: (listener: (message: unknown) => void) => void this.#messages.push(listener) };
  readonly onDisconnect = { addListener: (listener: (port: NativePort) => void) => void this.#ends.push(listener) };
  disconnected = false;

  postMessage(message: unknown): void {
    this.sent.push(message as Sent);
  }

  disconnect(): void {
    this.disconnected = true;
  }

  answer(index: number, result: unknown): void {
    this.say({ v: 1, id: this.sent[index]?.id, ok: true, result });
  }

  say(message: unknown): void {
    for (const listener of this.#messages) listener(message);
  }

  end(): void {
    for (const listener of this.#ends) listener(this);
  }
}

describe('the port to the host', () => {
  let ports: FakePort[];
  let reason: string;
  let host: HostPort;
  const latest = (): FakePort => {
    const port = ports.at(-1);
    if (!port) throw new Error('No port was opened.');
    return port;
  };

  beforeEach(() => {
    ports = [];
    reason = 'Native host has exited.';
    host = new HostPort({
      connect() {
        ports.push(new FakePort());
        return latest();
      },
      reason: () => reason,
      silence: 1000,
    });
  });

  it('is opened when first needed, and kept', () => {
    expect(ports).toHaveLength(0);
    void host.request('hello');
    void host.request('warm');
    expect(ports).toHaveLength(1);
  });

  it('matches answers by id, in whatever order they come', async () => {
    const first = host.request('resolve');
    const second = host.request('search');
    latest().answer(1, 'second');
    latest().answer(0, 'first');
    expect(await first).toEqual({ ok: true, value: 'first' });
    expect(await second).toEqual({ ok: true, value: 'second' });
  });

  it('answers when the browser opens no port, and asks for one again the next time', async () => {
    const connect = vi.fn<() => NativePort>().mockImplementationOnce(() => {
      throw new Error('Access to native messaging is disabled.');
    });
    const refused = new HostPort({ connect: connect.mockImplementation(() => new FakePort()), reason: () => '' });
    expect(await refused.request('hello')).toMatchObject({ ok: false, error: { code: 'internal' } });
    void refused.request('hello');
    expect(connect).toHaveBeenCalledTimes(2);
  });

  it('sends once more what the end of the host cut off', async () => {
    const outcome = host.request('prepare', { guide: 'home' });
    const [before] = latest().sent;
    latest().end();
    expect(ports).toHaveLength(2);
    expect(latest().sent).toEqual([before]);
    latest().answer(0, 'done');
    expect(await outcome).toEqual({ ok: true, value: 'done' });
  });

  it('does not send again what was answered', async () => {
    const outcome = host.request('prepare');
    latest().answer(0, 'done');
    await outcome;
    latest().end();
    expect(ports).toHaveLength(1);
  });

  it('gives up a request that two hosts died of', async () => {
    const outcome = host.request('prepare');
    latest().end();
    latest().end();
    expect(ports).toHaveLength(2);
    expect(await outcome).toMatchObject({ ok: false, error: { code: 'host_crashed' } });
  });

  it.each([
    'Specified native messaging host not found.',
    'Access to the specified native messaging host is forbidden.',
    'Error: No such native application fr.posos_bridge.host',
  ])('says that the host is missing: %s', async (words) => {
    reason = words;
    const outcome = host.request('hello');
    latest().end();
    expect(await outcome).toMatchObject({ ok: false, error: { code: 'host_missing' } });
    expect(ports).toHaveLength(1);
  });

  it('connects again after an end', async () => {
    const first = host.request('hello');
    latest().answer(0, 1);
    await first;
    latest().end();
    const second = host.request('hello');
    latest().answer(0, 2);
    expect(await second).toEqual({ ok: true, value: 2 });
  });

  it('cancels at the host what is given up here', async () => {
    const giving = new AbortController();
    const outcome = host.request('prepare', {}, giving.signal);
    giving.abort();
    expect(await outcome).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    const [prepare, cancel] = latest().sent;
    expect(cancel).toMatchObject({ op: 'cancel', params: { request: prepare?.id } });
  });

  it('leaves a host that hangs, and asks another one what others wanted', async () => {
    vi.useFakeTimers();
    const hanging = host.request('prepare');
    const first = latest();
    vi.advanceTimersByTime(600);
    const later = host.request('hello');
    vi.advanceTimersByTime(500);
    vi.useRealTimers();
    expect(await hanging).toMatchObject({ ok: false, error: { code: 'timeout' } });
    expect(first.disconnected).toBe(true);
    latest().answer(0, 'hello');
    expect(await later).toEqual({ ok: true, value: 'hello' });
  });

  it('hears nothing in what is no answer', async () => {
    const outcome = host.request('hello');
    for (const noise of [null, 'text', [], {}, { id: 'other', ok: true }, { ok: 'yes' }]) latest().say(noise);
    latest().answer(0, 'heard');
    expect(await outcome).toEqual({ ok: true, value: 'heard' });
  });
});
