/** Who signs in to Posos. Counts only for origins that the hospital's administrator allows to say so. */
export interface Practitioner {
  /** The 11 digits of the RPPS number, or an identifier within the institution. */
  readonly rpps: string;
  readonly first_name: string;
  readonly last_name: string;
}

/** Which guide to open, on which drugs. */
export interface Order {
  /** `side_effects`, `home`, or another guide that the hospital's configuration knows. */
  readonly guide: string;
  /** Up to 100 UCD13 codes. */
  readonly ucds?: readonly string[];
  /** FHIR resources (R4) to take the codes from, beside `ucds` or in their place. */
  readonly resources?: readonly object[];
  readonly practitioner?: Practitioner;
}

/**
 * Why a guide did not open. New codes may be added: treat one that you do not know like `internal`.
 *
 * - `not_connected`: nobody answered; Posos Bridge is not installed in this browser, or this site is not enabled in it.
 * - `site_not_enabled`: it was connected, and the site has been switched off since.
 * - `gesture_required`: the person has not clicked or pressed a key in the last five seconds, or one click asked twice.
 * - `rate_limited`: too many requests in a short time.
 * - `practitioner_refused`: this origin may not say who is signed in.
 * - `too_many_codes`: more than 100 drugs; the person is choosing among them in the extension's window.
 * - `invalid_code`, `bad_request`, `unknown_guide`: the request itself is at fault.
 * - `no_answer`: the answer has not come within 30 seconds.
 *
 * The others are in the extension's protocol: `network`, `timeout`, `not_configured`, `host_missing`, …
 */
export class PososError extends Error {
  override readonly name = 'PososError';

  /** @param message A sentence for the person. */
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** A page's connection to Posos Bridge. */
export interface Posos {
  /**
   * Opens a guide in a new tab. Call it from the handler of a click or a key.
   *
   * @throws {PososError} when it does not open.
   */
  open(order: Order): Promise<void>;
}

const PREFIX = 'posos-bridge/';
const ANSWERS_WITHIN = 30_000;

interface Message {
  readonly type?: string;
  readonly id?: string;
  readonly ok?: boolean;
  readonly error?: { readonly code: string; readonly message: string };
}

/** What the extension cannot say, since it does not answer: in English and in French, like the browser. */
const SILENCES = {
  not_connected: [
    'Posos Bridge does not answer on this page. It must be installed, and enabled for this site.',
    'Posos Bridge ne répond pas sur cette page. Il doit être installé, et activé sur ce site.',
  ],
  site_not_enabled: ['Posos Bridge has been switched off on this site.', 'Posos Bridge a été désactivé sur ce site.'],
  no_answer: ['Posos has not answered. Please try again.', 'Posos n’a pas répondu. Veuillez réessayer.'],
} as const;

const silence = (code: keyof typeof SILENCES) =>
  new PososError(code, SILENCES[code][navigator.language.startsWith('fr') ? 1 : 0]);

/** Whether the site was switched off since the extension was found. */
let hasEnded = false;

addEventListener('message', ({ source, data }: MessageEvent<Message | null>) => {
  if (source !== window) return;
  if (data?.type === PREFIX + 'ended') hasEnded = true;
  if (data?.type === PREFIX + 'ready') hasEnded = false;
});

const say = (type: string, fields: object) => {
  postMessage({ type: PREFIX + type, ...fields }, origin === 'null' ? '*' : origin);
};

/** Hears the extension's messages until `take` answers true or the time is over. */
function hear(take: (message: Message) => boolean, within: number, tooLate: () => void): void {
  const stop = () => {
    removeEventListener('message', listen);
    clearTimeout(timer);
  };
  const listen = ({ source, data }: MessageEvent<Message | null>) => {
    if (source === window && data && take(data)) stop();
  };
  const timer = setTimeout(() => {
    stop();
    tooLate();
  }, within);
  addEventListener('message', listen);
}

/**
 * Finds Posos Bridge.
 *
 * @param options `timeout`: how long to wait for it, in ms.
 * @throws {PososError} `not_connected` when it does not answer in time.
 */
export function connect({ timeout = 1000 }: { readonly timeout?: number } = {}): Promise<Posos> {
  return new Promise((resolve, reject) => {
    const found = ({ type }: Message) => {
      if (type !== PREFIX + 'ready') return false;
      resolve({ open });
      return true;
    };
    hear(found, timeout, () => {
      reject(silence('not_connected'));
    });
    say('hello', {});
  });
}

function open(order: Order): Promise<void> {
  if (hasEnded) return Promise.reject(silence('site_not_enabled'));
  const id = Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('');
  return new Promise((resolve, reject) => {
    const answered = ({ type, id: to, ok, error }: Message) => {
      if (type === PREFIX + 'ended') reject(silence('site_not_enabled'));
      else if (type !== PREFIX + 'response' || to !== id) return false;
      else if (ok) resolve();
      else reject(new PososError(error?.code ?? 'internal', error?.message ?? ''));
      return true;
    };
    hear(answered, ANSWERS_WITHIN, () => {
      reject(silence('no_answer'));
    });
    say('request', { ...order, version: 1, id });
  });
}
