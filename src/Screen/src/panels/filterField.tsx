import { adjust, route } from '../route/route';

interface FilterProps {
  /** Name in the address. */
  readonly name: string;
  readonly label: string;
  /** Values to choose from, or none to write any. */
  readonly values: readonly string[];
  /** Words for some of them. */
  readonly words?: Readonly<Record<string, string>>;
  /** Words for no choice. */
  readonly all: string;
}

/** A choice that is kept in the address. A value that the address asks for stays a choice, be it there or not. */
export function FilterField({ name, label, values, words = {}, all }: FilterProps) {
  const value = route.value.query[name] ?? '';
  const choices = value === '' || values.includes(value) ? values : [value, ...values];
  return (
    <label class="filter">
      <span class="dim">{label}</span>{' '}
      <select value={value} onChange={event => adjust({ [name]: event.currentTarget.value })}>
        <option value="">{all}</option>
        {choices.map(choice => (
          <option key={choice} value={choice}>
            {words[choice] ?? choice}
          </option>
        ))}
      </select>
    </label>
  );
}
