import { Allowance } from './allowance';
import { dress } from './look';

/**
 * A sheet above one part of the page: the document, or a dialog or popover that the browser shows above the document.
 * The page can neither read what is on it nor style it: a closed shadow root whose `:host` rules are `!important`,
 * which no rule of the page overrides. It takes no room and no click but on what stands on it.
 */
export interface Layer {
  readonly host: HTMLElement;
  readonly root: ShadowRoot;
}

const ABOVE_THE_DOCUMENT = 'dialog:modal, :popover-open, :fullscreen';

/** Hands out the layer for a place of the page, and keeps the layers where they are until the signal ends them. */
export class Layers {
  readonly #document: Document;
  readonly #signal: AbortSignal;
  readonly #layers = new Map<Element, Layer>();

  constructor(document: Document, signal: AbortSignal) {
    this.#document = document;
    this.#signal = signal;
  }

  /** The layer that lies above the element and below whatever the browser shows above it. */
  for(element: Element): Layer {
    const ground = groundOf(element);
    const known = this.#layers.get(ground);
    if (known?.host.isConnected) return known;
    const layer = known ?? openLayer(this.#document);
    this.#layers.set(ground, layer);
    ground.append(layer.host);
    if (!known) this.#keep(layer, ground);
    return layer;
  }

  /** Frameworks that redraw take the layer away, and what comes after it would lie above it. No war about it, though. */
  #keep({ host }: Layer, ground: Element): void {
    const patience = new Allowance(20, 1);
    const observer = new MutationObserver(() => {
      if (!ground.isConnected) return;
      if (ground.lastElementChild !== host && patience.take()) ground.append(host);
    });
    observer.observe(ground, { childList: true });
    this.#signal.addEventListener('abort', () => {
      observer.disconnect();
      host.remove();
    });
  }
}

function groundOf(element: Element): Element {
  for (let node: Element | null = element; node; node = parentInView(node)) {
    if (node.matches(ABOVE_THE_DOCUMENT)) return node;
  }
  return element.ownerDocument.documentElement;
}

/** The parent on the screen: slots and shadow hosts included. */
export function parentInView(element: Element): Element | null {
  if (element.assignedSlot) return element.assignedSlot;
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

const hosts = new WeakSet<Element>();

/** Whether an element that a hit test or an event names is a layer's, and no part of the page. */
export function isLayer(element: Element): boolean {
  return hosts.has(element);
}

function openLayer(document: Document): Layer {
  const host = document.createElement('div');
  hosts.add(host);
  const root = host.attachShadow({ mode: 'closed' });
  dress(root);
  return { host, root };
}
