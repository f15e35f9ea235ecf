import { fields, list, number, optional, text, type Check } from '../model/check';
import { readDocument } from '../model/document';

interface Figure {
  readonly estimate: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

interface ComparedFile {
  readonly file: string;
  readonly program: string | null;
  readonly market: string | null;
  readonly verdict: string | null;
}

/** Two results side by side, as docs/console.md describes them. */
export interface Comparison {
  readonly title: string;
  readonly program: string;
  readonly kind: string;
  readonly a: ComparedFile;
  readonly b: ComparedFile;
  readonly figures: readonly { readonly words: string; readonly a: Figure; readonly b: Figure; readonly difference: number | null }[];
  readonly differences: readonly { readonly of: string; readonly name: string; readonly a: string; readonly b: string }[];
  readonly notes: readonly string[];
}

/** The element of a page that holds the data of a comparison. */
export const comparisonId = 'squeezeflow-comparison';

const file: Check = fields({ file: text, program: optional(text), market: optional(text), verdict: optional(text) });
const figure = fields({ estimate: optional(number), low: optional(number), high: optional(number) });
const whole = fields({
  title: text, program: text, kind: text, a: file, b: file, figures: list(fields({ words: text, a: figure, b: figure, difference: optional(number) })),
  differences: list(fields({ of: text, name: text, a: text, b: text })), notes: list(text),
});

/** The data of a comparison, given its JSON. Throws a problem that names what is wrong. */
export function checkComparison(json: string): Comparison {
  return readDocument(json, comparisonId, whole) as Comparison;
}
