import { AddSite } from '../AddSite';
import { useSpeech } from '../screen';
import type { Site } from './site';
import type { TabView } from './tab';

interface Props {
  readonly view: TabView;
  readonly site: Site;
  /** In a tab or window of its own the popup has no grant from a click on the toolbar. */
  readonly asPage: boolean;
}

/** Why no drug is listed, and what can be done. */
export function TabNotice({ view, site, asPage }: Props) {
  const { t } = useSpeech();
  if (view.state === 'looking' || site.state === 'unknown') return null;
  const why = reason(view, site, asPage);
  return (
    <div class="tab-notice" role="status">
      <h2>{t(`popup.${why}.title`)}</h2>
      <p class="hint">{t(`popup.${why}.text`)}</p>
      {why === 'hidden' && <AddSite />}
    </div>
  );
}

function reason(view: TabView, { state }: Site, asPage: boolean) {
  if (state === 'absent') return 'absent';
  if (view.state === 'open') return 'empty';
  if (state === 'asleep') return 'asleep';
  return state === 'hidden' && asPage ? 'hidden' : 'closed';
}
