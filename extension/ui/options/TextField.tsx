interface Props {
  readonly id: string;
  readonly label: string;
  readonly help: string | null;
  readonly fault: string | null;
  readonly rows: number;
  readonly value: string;
  readonly onText: (text: string) => void;
}

/** A field with its label, what belongs into it, and what is wrong with it. */
export function TextField({ id, label, help, fault, rows, value, onText }: Props) {
  const field = {
    id,
    value,
    spellcheck: false,
    autocomplete: 'off',
    'aria-invalid': fault !== null,
    'aria-describedby': `${id}-help ${id}-fault`,
    onInput: ({ currentTarget }: { readonly currentTarget: HTMLInputElement | HTMLTextAreaElement }) => {
      onText(currentTarget.value);
    },
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {rows === 1 ? <input type="text" {...field} /> : <textarea rows={rows} {...field} />}
      <p id={`${id}-help`} class="hint">
        {help}
      </p>
      <p id={`${id}-fault`} class="fault" aria-live="polite">
        {fault}
      </p>
    </div>
  );
}
