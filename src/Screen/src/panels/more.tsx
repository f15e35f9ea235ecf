import { useState } from 'preact/hooks';
import { pageTexts } from '../pageTexts';

const step = 100;

/** As many rows as are looked at: the first hundred, and another hundred whenever somebody asks. Begins anew with another name. */
export function useFirst<T>(rows: readonly T[], name: string): { readonly shown: readonly T[]; readonly rest: number; readonly more: () => void } {
  const [asked, setAsked] = useState({ name, count: step });
  const count = asked.name === name ? asked.count : step;
  return { shown: rows.slice(0, count), rest: Math.max(0, rows.length - count), more: () => setAsked({ name, count: count + step }) };
}

/** The button that asks for more rows, where there are more. */
export function More({ rest, more }: { rest: number; more: () => void }) {
  return rest === 0 ? null : (
    <p class="note">
      <button type="button" onClick={more}>
        {pageTexts.more(Math.min(step, rest), rest)}
      </button>
    </p>
  );
}
