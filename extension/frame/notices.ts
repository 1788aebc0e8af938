import type { Notice, Order } from '../messaging';
import type { Stage } from '../page';
import { openOrder } from './deeds';

/** What is done sooner, in ms, needs no word; a person takes up to 100 ms for at once. */
const AT_ONCE = 80;

/** Shows what the background says about the last wish, beside what it was about. */
export function noticesOn({ document, notices, deeds, t }: Stage): (notice: Notice) => void {
  let clear: (() => void) | undefined;
  let pending: ReturnType<typeof setTimeout> | undefined;
  return function tell(notice) {
    clearTimeout(pending);
    clear?.();
    const at = selected(document);
    const place = at && { at };
    if (notice.kind === 'working') {
      pending = setTimeout(() => {
        clear = notices.show({
          kind: 'working',
          text: t('page.working'),
          action: {
            label: t('page.cancel'),
            run: () => {
              deeds.cancel();
            },
          },
          ...place,
        });
      }, AT_ONCE);
    }
    if (notice.kind !== 'error' || notice.error.code === 'cancelled') return;
    const { error, order } = notice;
    const again = (seen: boolean) => {
      if (!order) return;
      if (seen) void retry(order, tell);
      else deeds.choose(order.ucds, order.guide);
    };
    notices.show({
      kind: 'error',
      text: deeds.explain(error),
      ...(error.retryable && order && { action: { label: t('page.retry'), run: again } }),
      ...place,
    });
  };
}

async function retry(order: Order, tell: (notice: Notice) => void): Promise<void> {
  tell({ kind: 'working' });
  const outcome = await openOrder(order);
  tell(outcome.ok ? { kind: 'done' } : { kind: 'error', error: outcome.error, order });
}

/** The place of what is selected, as far as it is in view. */
function selected(document: Document) {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed) return null;
  const range = selection.getRangeAt(selection.rangeCount - 1);
  const { x, y, width, height } = range.getBoundingClientRect();
  const view = document.defaultView;
  if (!view || y + height < 0 || y > view.innerHeight || width + height === 0) return null;
  const { commonAncestorContainer: node } = range;
  return {
    at: { x, y, width, height },
    element: node instanceof Element ? node : (node.parentElement ?? document.body),
  };
}
