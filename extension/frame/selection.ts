import { countOf, type Counted } from '../actions/menu-title';
import { sendMessage } from '../messaging';
import { readTarget } from './target';

/** A person drags over a page for longer than this, in ms, and looks at the menu only afterwards. */
const REST = 120;

/** Tells the context menu how many drugs are selected. */
export function tellSelection(document: Document, signal: AbortSignal): void {
  let resting: ReturnType<typeof setTimeout> | undefined;
  let told = '';
  const tell = (counted: Counted) => {
    const news = JSON.stringify(counted);
    if (news === told || (told === '' && counted.count === 0)) return;
    told = news;
    void sendMessage('selectionChanged', counted).catch(() => undefined);
  };
  document.addEventListener(
    'selectionchange',
    () => {
      clearTimeout(resting);
      resting = setTimeout(() => {
        tell(countOf(readTarget(document, { kind: 'selection' }).codes));
      }, REST);
    },
    { signal },
  );
  // The selection goes with its page, and no event says so.
  addEventListener(
    'pagehide',
    () => {
      tell({ count: 0, labels: [] });
    },
    { signal },
  );
  signal.addEventListener('abort', () => {
    clearTimeout(resting);
  });
}
