import type { Outcome } from '../messaging';
import type { PageOrder } from './order';
import type { Press, Stage } from './stage';

/** Beyond so many ms a person wonders what is going on, and is told: sooner where no button of ours shows it. */
const PATIENCE = { button: 400, page: 60 };

/**
 * Has an order carried out and says so at the place that asked for it: that it is under way, with a way to give up,
 * when it takes long; what went wrong, with another try where that can help.
 */
export async function carryOut(order: PageOrder, at: Press, stage: Stage): Promise<Outcome> {
  const { deeds, notices, t } = stage;
  let clear: (() => void) | undefined;
  notices.clear();
  const slow = setTimeout(() => {
    clear = notices.show({
      kind: 'working',
      text: t('page.working'),
      at,
      action: {
        label: t('page.cancel'),
        run: () => {
          deeds.cancel();
        },
      },
    });
  }, PATIENCE[order.trigger]);
  const outcome = await deeds.open(order);
  clearTimeout(slow);
  clear?.();
  if (!outcome.ok && outcome.error.code !== 'cancelled') {
    const again = (seen: boolean) => {
      if (seen) void carryOut(order, at, stage);
      else deeds.choose(order.ucds, order.guide);
    };
    notices.show({
      kind: 'error',
      text: deeds.explain(outcome.error),
      at,
      ...(outcome.error.retryable && { action: { label: t('page.retry'), run: again } }),
    });
  }
  return outcome;
}
