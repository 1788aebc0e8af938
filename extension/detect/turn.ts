/** A turn is the time between two pauses: meanwhile no style of the page changes, and none needs to be asked for twice. */
let turn = 0;

/** To be called when the page may have changed since the last question. */
export function beginTurn(): void {
  turn++;
}

/** Like `onceATurn`, of what is the same for all: every code of a page asks it. */
export function sameAllTurn(ask: () => boolean): () => boolean {
  let answer = false;
  let answered = -1;
  return () => {
    if (answered === turn) return answer;
    answered = turn;
    return (answer = ask());
  };
}

/** Asks once in a turn and keeps the answer. */
export function onceATurn<K extends WeakKey, V extends string | boolean | object | null>(
  ask: (of: K) => V,
): (of: K) => V {
  let answers = new WeakMap<K, V>();
  let answered = turn;
  return (of) => {
    if (answered !== turn) answers = new WeakMap();
    answered = turn;
    const known = answers.get(of);
    if (known !== undefined) return known;
    const answer = ask(of);
    answers.set(of, answer);
    return answer;
  };
}
