import { isRecord } from './host/answers';

/** One thing that a value has against its schema: the place, as a JSON pointer, and the rule that it breaks. */
export interface Fault {
  readonly path: string;
  readonly rule: 'type' | 'required' | 'unknown' | 'length' | 'pattern' | 'format' | 'enum';
  /** What the rule asks for, as the schema writes it. */
  readonly expected: string;
}

type Formats = Readonly<Record<string, (text: string) => boolean>>;

/**
 * Checks a value by the part of JSON Schema that the project's own schemas use. A library that compiles schemas would need
 * `eval`, which extensions may not use, and be larger than all the rest.
 */
export function faultsIn(value: unknown, root: unknown, formats: Formats = {}): Fault[] {
  return [...check(value, root, '')];

  function* check(value: unknown, rules: unknown, path: string): Generator<Fault> {
    const schema = resolve(rules);
    const { type } = schema;
    if (typeof type === 'string' && typeOf(value) !== type) {
      yield { path, rule: 'type', expected: type };
      return;
    }
    if (Array.isArray(schema.enum) && !schema.enum.includes(value))
      yield { path, rule: 'enum', expected: schema.enum.join(', ') };
    if (typeof value === 'string') yield* checkText(value, schema, path);
    else if (Array.isArray(value)) yield* checkItems(value, schema, path);
    else if (isRecord(value)) yield* checkFields(value, schema, path);
  }

  function* checkText(text: string, schema: Record<string, unknown>, path: string): Generator<Fault> {
    yield* checkSize(text.length, schema.minLength, schema.maxLength, path);
    if (typeof schema.pattern === 'string' && !new RegExp(schema.pattern, 'u').test(text))
      yield { path, rule: 'pattern', expected: schema.pattern };
    if (typeof schema.format === 'string' && formats[schema.format]?.(text) === false)
      yield { path, rule: 'format', expected: schema.format };
  }

  function* checkItems(items: readonly unknown[], schema: Record<string, unknown>, path: string): Generator<Fault> {
    yield* checkSize(items.length, schema.minItems, schema.maxItems, path);
    for (const [index, item] of items.entries()) yield* check(item, schema.items, `${path}/${index}`);
  }

  function* checkFields(
    fields: Record<string, unknown>,
    schema: Record<string, unknown>,
    path: string,
  ): Generator<Fault> {
    const known = isRecord(schema.properties) ? schema.properties : {};
    const required: unknown[] = Array.isArray(schema.required) ? schema.required : [];
    for (const name of required)
      if (typeof name === 'string' && !(name in fields))
        yield { path: `${path}/${name}`, rule: 'required', expected: name };
    for (const [name, value] of Object.entries(fields)) {
      if (name in known) yield* check(value, known[name], `${path}/${name}`);
      else if (schema.additionalProperties === false)
        yield { path: `${path}/${name}`, rule: 'unknown', expected: Object.keys(known).join(', ') };
    }
  }

  function* checkSize(size: number, min: unknown, max: unknown, path: string): Generator<Fault> {
    const least = Number(min ?? 0);
    const most = Number(max ?? Infinity);
    if (size < least || size > most)
      yield { path, rule: 'length', expected: `${least}–${most === Infinity ? '…' : most}` };
  }

  function resolve(rules: unknown): Record<string, unknown> {
    if (!isRecord(rules)) return {};
    if (typeof rules.$ref !== 'string') return rules;
    let found: unknown = root;
    for (const step of rules.$ref.split('/').slice(1)) found = isRecord(found) ? found[step] : undefined;
    return isRecord(found) ? found : {};
  }
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
