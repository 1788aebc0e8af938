import { render, type ComponentChild } from 'preact';

import { SpeechContext, speech } from './screen';
import { languageFor, type Language } from './translate';

/** Puts a screen into its page, in the person's language. */
export function mount(screen: ComponentChild, choice: Language | 'auto'): void {
  const spoken = speech(languageFor(choice));
  document.documentElement.lang = spoken.language;
  render(<SpeechContext.Provider value={spoken}>{screen}</SpeechContext.Provider>, document.body);
}
