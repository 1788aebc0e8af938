/** Content scripts alone may enter closed shadow roots; Firefox says so with this property. */
interface Enterable {
  readonly openOrClosedShadowRoot?: ShadowRoot | null;
}

/**
 * Takes away what an earlier version of the extension drew here. Chromium's earlier script hears of its successor and does it
 * by itself; Firefox ends a script with its extension, without a last word.
 */
export function clearLeftovers(document: Document): void {
  for (const element of document.querySelectorAll('div')) {
    const root = (element as Enterable).openOrClosedShadowRoot;
    if (root?.mode === 'closed' && element.attributes.length === 0 && root.querySelector('.drug > svg > .arch'))
      element.remove();
  }
}
