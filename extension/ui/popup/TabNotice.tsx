import { useSpeech } from '../screen';

/** Why no drug is listed, and what can be done. */
export function TabNotice({ why }: { readonly why: 'empty' | 'closed' | 'asleep' }) {
  const { t } = useSpeech();
  return (
    <div class="tab-notice" role="status">
      <h2>{t(`popup.${why}.title`)}</h2>
      <p class="hint">{t(`popup.${why}.text`)}</p>
    </div>
  );
}
