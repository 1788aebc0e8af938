import { defineExtensionMessaging } from '@webext-core/messaging';

import type { CodeKind, CodeSource, SiteProfile } from './detect';
import type { ErrorCode, HelloResult, Practitioner, ResolvedCode, SearchMatch, StatusResult } from './host/messages';

export type Trigger = 'context_menu' | 'popup' | 'button' | 'page' | 'shortcut';

/** What a person asked for: one guide on these drugs. */
export interface Order {
  readonly guide: string;
  readonly ucds: readonly string[];
  readonly trigger: Trigger;
  /** As a page or a site profile names them; the host decides whether it counts. */
  readonly practitioner?: Practitioner;
  /** For orders from the popup: the tab whose codes it shows. A page's order opens beside the page. */
  readonly tabId?: number;
}

/** A failure as it may be shown: the sentence comes from the catalogue by its code, the hint is for the administrator. */
export interface Failure {
  readonly code: ErrorCode;
  readonly hint: string;
  readonly retryable: boolean;
}

export type Outcome<T = undefined> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Failure };

/** A finding without its place, as it travels from a frame to the popup. */
export interface ListedCode {
  /** Unique in its frame; `reveal` takes it. */
  readonly id: number;
  readonly kind: CodeKind;
  readonly code: string;
  readonly ucd13: string | null;
  readonly printed: string;
  readonly label: string | null;
  readonly source: CodeSource;
  /** Number of the group in its frame, and its caption; null for a code that stands alone. */
  readonly group: { readonly id: number; readonly caption: string } | null;
}

/** What one frame of a tab shows. */
export interface FrameCodes {
  readonly frameId: number;
  /** Where the frame comes from, for the eye. */
  readonly origin: string;
  readonly codes: readonly ListedCode[];
}

/** What the popup begins with when something else than the toolbar opened it. */
export interface Choice {
  /** Listed and ticked. */
  readonly ucds: readonly string[];
  /** Words to look up in the drug table, one line per order; nothing of it is ticked. */
  readonly text?: string;
  readonly guide?: string;
  /** What went wrong at a place where no notice could be shown. */
  readonly error?: Failure;
}

/** What a person pointed at with the context menu or the keyboard. */
export type Target =
  { readonly kind: 'selection' } | { readonly kind: 'editable' } | { readonly kind: 'link'; readonly url: string };

/** What was found there: codes as far as the page alone tells, and the words, a line per line of the page. */
export interface TargetCodes {
  readonly codes: readonly { readonly code: string; readonly ucd13: string | null; readonly label: string | null }[];
  readonly text: string;
}

/** Feedback at the place of the last click or of the selection. */
export type Notice =
  | { readonly kind: 'working' }
  | { readonly kind: 'done' }
  | { readonly kind: 'error'; readonly error: Failure; readonly order?: Order };

/** Every message between the extension's own parts. The URL is in none of them: it stays in the background. */
export interface Protocol {
  // to the background
  open(order: Order): Outcome;
  /** Gives up what is being prepared for the sender's tab, or for the tab named. */
  cancelOpen(tabId?: number): boolean;
  warm(): Outcome;
  hello(): Outcome<HelloResult>;
  status(): Outcome<StatusResult>;
  resolve(codes: readonly string[]): Outcome<readonly ResolvedCode[]>;
  search(query: { readonly text: string; readonly limit: number }): Outcome<readonly SearchMatch[]>;
  /** Opens the popup (or its page in a small window) with these codes already listed. */
  choose(choice: Choice): void;
  /** What the popup of this tab begins with; answered once, then null. */
  takeChoice(tabId: number): Choice | null;
  /** One look at every frame of a tab that may be looked at: enabled, or granted by the click on the toolbar. */
  listTab(tabId: number): Outcome<readonly FrameCodes[]>;
  /** From an enabled page: what is selected in it now, for the title of the context menu. */
  selectionChanged(selection: { readonly count: number; readonly labels: readonly string[] }): void;
  /** Who is signed in to this frame, where its site profile says so. */
  signedIn(practitioner: Practitioner): void;
  /** Who is signed in to a tab's page; null where no site profile says so. */
  whoSignsIn(tabId: number): Outcome<Practitioner | null>;
  // to a content script, one frame each
  listCodes(): readonly ListedCode[];
  reveal(id: number): boolean;
  /** What a profile that is still being written finds in the frame. */
  tryProfile(profile: SiteProfile): readonly ListedCode[];
  /** A sentence in a small notice beside the place of the last click. */
  notify(notice: Notice): void;
  /** Brings the keyboard to the buttons in the page, in the frame that has the focus. */
  focusButtons(): void;
  readTarget(target: Target): TargetCodes;
  /** The sites that are enabled from now on; a script on any other clears its page. */
  sitesChanged(sites: readonly string[]): void;
}

export const { sendMessage, onMessage } = defineExtensionMessaging<Protocol>();
