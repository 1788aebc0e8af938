import type { Outcome } from '../messaging';
import { isRecord } from './answers';
import { failure } from './failure';
import type {
  HelloParams,
  HelloResult,
  PrepareParams,
  PrepareResult,
  ResolvedCode,
  SearchMatch,
  SearchParams,
  StatusResult,
  WarmResult,
} from './messages';
import { HostPort, type HostPortOptions } from './port';

/** The host resolves so many codes in one message. */
export const MOST_CODES = 500;

/** The host's operations, typed. What it answers is checked here, once. */
export class Host {
  readonly #port: HostPort;
  readonly #hello: HelloParams;
  readonly #onHello: (hello: HelloResult) => void;
  #greeting: Promise<Outcome<HelloResult>> | null = null;

  /** @param onHello Called each time the host has said what it is and offers; it is asked at each start. */
  constructor(options: HostPortOptions, hello: HelloParams, onHello: (hello: HelloResult) => void = () => undefined) {
    this.#hello = hello;
    this.#onHello = onHello;
    this.#port = new HostPort({ ...options, onConnect: () => void this.hello() });
  }

  hello(): Promise<Outcome<HelloResult>> {
    const greeting = this.#ask('hello', isHello, this.#hello);
    this.#greeting = greeting;
    void greeting.then((answer) => {
      if (answer.ok) this.#onHello(answer.value);
    });
    return greeting;
  }

  /** What the host said of itself when it was greeted last; asks only when nothing is known. */
  async greeting(): Promise<Outcome<HelloResult>> {
    const known = await this.#greeting;
    return known?.ok ? known : this.hello();
  }

  warm(): Promise<Outcome<WarmResult>> {
    return this.#ask('warm', isWarm);
  }

  /** Any number of codes, answered in their order. */
  async resolve(codes: readonly string[]): Promise<Outcome<readonly ResolvedCode[]>> {
    const resolved: ResolvedCode[] = [];
    for (let start = 0; start < codes.length; start += MOST_CODES) {
      const answer = await this.#ask('resolve', hasCodes, { codes: codes.slice(start, start + MOST_CODES) });
      if (!answer.ok) return answer;
      resolved.push(...answer.value.codes);
    }
    return { ok: true, value: resolved };
  }

  async search(params: SearchParams): Promise<Outcome<readonly SearchMatch[]>> {
    const answer = await this.#ask('search', hasMatches, params);
    return answer.ok ? { ok: true, value: answer.value.matches } : answer;
  }

  prepare(params: PrepareParams, signal?: AbortSignal): Promise<Outcome<PrepareResult>> {
    return this.#ask('prepare', isPrepared, params, signal);
  }

  status(): Promise<Outcome<StatusResult>> {
    return this.#ask('status', isStatus);
  }

  async #ask<Result>(
    op: string,
    isResult: (value: unknown) => value is Result,
    params?: object,
    signal?: AbortSignal,
  ): Promise<Outcome<Result>> {
    const outcome = await this.#port.request(op, params, signal);
    if (!outcome.ok || isResult(outcome.value)) return outcome as Outcome<Result>;
    return { ok: false, error: failure('host_outdated', `${op}: ${Object.keys(outcome.value ?? {}).join(', ')}`) };
  }
}

const isHello = (value: unknown): value is HelloResult =>
  isRecord(value) &&
  typeof value.host_version === 'string' &&
  'environment' in value &&
  Array.isArray(value.guides) &&
  Array.isArray(value.problems);

const isWarm = (value: unknown): value is WarmResult => isRecord(value) && typeof value.token_expires_in === 'number';

const hasCodes = (value: unknown): value is { codes: ResolvedCode[] } => isRecord(value) && Array.isArray(value.codes);

const hasMatches = (value: unknown): value is { matches: SearchMatch[] } =>
  isRecord(value) && Array.isArray(value.matches);

const isPrepared = (value: unknown): value is PrepareResult => isRecord(value) && typeof value.url === 'string';

const isStatus = (value: unknown): value is StatusResult => isRecord(value);
