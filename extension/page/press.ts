/**
 * Hears real presses on a button: those of a person, begun and ended on it.
 *
 * @param proves Whether a person who presses it then can be shown to have seen it; asked as the press begins.
 * @param act Told whether the person can be shown to have seen the button.
 */
export function onPress(button: HTMLElement, proves: (at: number) => boolean, act: (seen: boolean) => void): void {
  let seenAtPress = false;
  button.addEventListener('pointerdown', (event) => {
    if (event.isTrusted) seenAtPress = proves(event.timeStamp);
  });
  // The page's own focus, and what is selected in it, stay as they are.
  button.addEventListener('mousedown', (event) => {
    event.preventDefault();
  });
  button.addEventListener('click', (event) => {
    event.stopPropagation();
    if (!event.isTrusted) return;
    const byKeyboard = event.detail === 0;
    act(byKeyboard ? proves(event.timeStamp) : seenAtPress);
    seenAtPress = false;
  });
}
