interface Props<Value extends string> {
  readonly name: string;
  /** The id of the element that says what is chosen here. */
  readonly labelledBy: string;
  readonly disabled: boolean;
  readonly value: Value;
  readonly choices: readonly (readonly [value: Value, label: string])[];
  readonly onChoose: (value: Value) => void;
}

/** One of a few. */
export function RadioGroup<Value extends string>(props: Props<Value>) {
  const { name, labelledBy, disabled, value, choices, onChoose } = props;
  return (
    <div class="radios" role="radiogroup" aria-labelledby={labelledBy}>
      {choices.map(([choice, label]) => (
        <label key={choice}>
          <input
            type="radio"
            name={name}
            value={choice}
            checked={choice === value}
            disabled={disabled}
            onChange={() => {
              onChoose(choice);
            }}
          />
          {label}
        </label>
      ))}
    </div>
  );
}
