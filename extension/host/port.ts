import type { Outcome } from '../messaging';
import { readAnswer } from './answers';
import { failure } from './failure';

export const HOST_NAME = 'fr.posos_bridge.host';

/** The part of a browser's native messaging port that is used here. */
export interface NativePort {
  postMessage(message: unknown): void;
  disconnect(): void;
  readonly onMessage: { addListener(listener: (message: unknown) => void): void };
  readonly onDisconnect: { addListener(listener: (port: NativePort) => void): void };
}

export interface HostPortOptions {
  readonly connect: () => NativePort;
  /** Why the browser says that a port ended; the words differ by browser. */
  readonly reason: (port: NativePort) => string;
  /** Called for each new port, before any request goes through it. */
  readonly onConnect?: () => void;
  /** A host that says nothing for so long is given up, in ms; longer than any deadline of its own. */
  readonly silence?: number;
}

interface Waiting {
  readonly message: { readonly v: 1; readonly id: string; readonly op: string; readonly params?: object };
  readonly settle: (outcome: Outcome<unknown>) => void;
  sent: number;
}

/** What Chromium and Firefox say when no host is registered for this extension, or its program is not there. */
const MISSING = /not found|forbidden|no such native application|not registered|failed to start/i;

/**
 * One port to the native host, opened when first needed and again after its end. Answers are matched by id. A request that a
 * port's end cut off is sent once more, never twice: the host answers each at most once, and a URL prepared twice is used once.
 */
export class HostPort {
  readonly #options: HostPortOptions;
  readonly #waiting = new Map<string, Waiting>();
  #port: NativePort | null = null;

  constructor(options: HostPortOptions) {
    this.#options = options;
  }

  request(op: string, params?: object, signal?: AbortSignal): Promise<Outcome<unknown>> {
    return new Promise((resolve) => {
      const id = crypto.randomUUID();
      const timer = setTimeout(() => {
        this.#giveUp(settle);
      }, this.#options.silence ?? 60_000);
      const settle = (outcome: Outcome<unknown>) => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', cancel);
        this.#waiting.delete(id);
        resolve(outcome);
      };
      const cancel = () => {
        settle({ ok: false, error: failure('cancelled') });
        if (this.#port) void this.request('cancel', { request: id });
      };
      if (signal?.aborted) {
        cancel();
        return;
      }
      signal?.addEventListener('abort', cancel);
      const waiting: Waiting = { message: { v: 1, id, op, ...(params && { params }) }, settle, sent: 0 };
      this.#waiting.set(id, waiting);
      this.#send(waiting);
    });
  }

  #send(waiting: Waiting): void {
    let port: NativePort;
    try {
      port = this.#port ?? this.#open();
    } catch {
      waiting.settle({ ok: false, error: failure('internal') });
      return;
    }
    waiting.sent += 1;
    try {
      port.postMessage(waiting.message);
    } catch {
      // The port ended and the browser has not told yet.
      this.#ended(port, this.#options.reason(port));
    }
  }

  #open(): NativePort {
    const port = this.#options.connect();
    this.#port = port;
    port.onMessage.addListener((message) => {
      const answer = readAnswer(message);
      if (answer?.id) this.#waiting.get(answer.id)?.settle(answer.outcome);
    });
    port.onDisconnect.addListener(() => {
      this.#ended(port, this.#options.reason(port));
    });
    this.#options.onConnect?.();
    return port;
  }

  #ended(port: NativePort, reason: string): void {
    if (this.#port !== port) return;
    this.#port = null;
    const missing = MISSING.test(reason);
    for (const waiting of [...this.#waiting.values()]) {
      if (missing) waiting.settle({ ok: false, error: failure('host_missing') });
      else if (waiting.sent > 1) waiting.settle({ ok: false, error: failure('host_crashed') });
      else this.#send(waiting);
    }
  }

  /** A host that hangs is left to itself; what others asked of it goes to a new one. */
  #giveUp(settle: Waiting['settle']): void {
    settle({ ok: false, error: failure('timeout') });
    const port = this.#port;
    port?.disconnect();
    if (port) this.#ended(port, '');
  }
}
