import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/** Elements to which Enter already means something else. */
const OWN_ENTER = 'textarea, select, button, a[href], summary, input[type=text]';

/**
 * Enter opens from wherever it means nothing else; Ctrl+Enter opens from the text field too, where a box scanner ends each
 * code with Enter. As soon as there is something to open, the button has the focus, unless the person is elsewhere already.
 */
export function useKeys(
  form: RefObject<HTMLFormElement | null>,
  button: RefObject<HTMLButtonElement | null>,
  ready: boolean,
): void {
  useEffect(() => {
    if (ready && (document.activeElement === document.body || document.activeElement === null)) button.current?.focus();
  }, [ready]);
  useEffect(() => {
    const abort = new AbortController();
    document.addEventListener(
      'keydown',
      (event) => {
        if (event.key !== 'Enter' || event.isComposing || event.repeat) return;
        const own = event.target instanceof Element && event.target.matches(OWN_ENTER);
        if (own && !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        if (button.current?.disabled === false) form.current?.requestSubmit();
      },
      { signal: abort.signal },
    );
    return () => {
      abort.abort();
    };
  }, []);
}
