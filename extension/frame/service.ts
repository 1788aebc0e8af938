import { scan, type Finding } from '../detect';
import { onMessage, type ListedCode, type Notice } from '../messaging';
import { belongsToExtension } from './deeds';
import { Listing } from './listing';
import { readTarget } from './target';

/** What a frame answers to popup and background, whether its site is enabled or it was given one look. */
export interface FrameService {
  list(): readonly ListedCode[];
  /** False once the extension that started it was updated or removed. */
  alive(): boolean;
  end(): void;
}

/** Scripts of one extension share a world in each frame; the one that came first leaves its service here. */
const PLACE = Symbol.for('posos-bridge/frame-service');
const world = globalThis as { [PLACE]?: FrameService | undefined };

export interface FrameServiceOptions {
  /** What is found in the frame now. */
  readonly findings: () => readonly Finding[];
  readonly reveal: (finding: Finding) => void;
  readonly notify: (notice: Notice) => void;
  /** Brings the keyboard to the buttons in the frame, if it has any. */
  readonly focusButtons?: () => void;
  /** Ends the service, and is ended by who takes its place. */
  readonly ending: AbortController;
}

export function currentService(): FrameService | undefined {
  const service = world[PLACE];
  return service?.alive() ? service : undefined;
}

/** Starts to answer for this frame, in the place of whoever did before. */
export function serveFrame({ findings, reveal, notify, focusButtons, ending }: FrameServiceOptions): FrameService {
  currentService()?.end();
  const listing = new Listing();
  const stops = [
    onMessage('listCodes', () => listing.list(findings())),
    onMessage('reveal', ({ data: id }) => {
      const finding = listing.find(findings(), id);
      if (finding) reveal(finding);
      return finding !== undefined;
    }),
    onMessage('notify', ({ data: notice }) => {
      notify(notice);
    }),
    onMessage('focusButtons', () => {
      if (isWithUser()) focusButtons?.();
    }),
    onMessage('tryProfile', ({ data: profile }) => listing.list(scan(document, { profile }))),
    onMessage('readTarget', ({ data: target }) => readTarget(document, target)),
  ];
  const service: FrameService = {
    list: () => listing.list(findings()),
    alive: belongsToExtension,
    end: () => {
      ending.abort();
    },
  };
  ending.signal.addEventListener('abort', () => {
    for (const stop of stops) stop();
    if (world[PLACE] === service) world[PLACE] = undefined;
  });
  world[PLACE] = service;
  return service;
}

/** Whether what the person does with the keyboard happens in this frame, and not in one around it or inside it. */
function isWithUser(): boolean {
  const here = document.hasFocus() || window === window.top; // the address bar may have the focus
  return here && !document.activeElement?.matches('iframe, frame');
}
