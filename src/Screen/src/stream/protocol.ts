/** What somebody wants to be told. */
export interface Want {
  /** Kinds of events. */
  readonly kinds: readonly string[];
  /** Base coins; null for all. */
  readonly symbols: readonly string[] | null;
  /** Those of them whose bars are wanted; left out or null for all. */
  readonly bars?: readonly string[] | null;
  /** Times a second at most that states are told. */
  readonly hz: number;
}

/** Something that happened. */
export interface StreamEvent {
  /** Number; 0 where there is none (`hello`, `beat`). */
  readonly id: number;
  readonly kind: string;
  readonly data: unknown;
}

/** The way to the service. */
export interface Link {
  readonly isOpen: boolean;
  /** Wall time of the next attempt, milliseconds; null while there is none to come. */
  readonly retryAt: number | null;
}

/** From a tab to the worker. */
export type FromTab = { readonly type: 'want'; readonly want: Want } | { readonly type: 'alive' } | { readonly type: 'retry' } | { readonly type: 'bye' };

/** From the worker to a tab. What came together travels together: a message of its own for each of five hundred symbols would cost more than what is in it. */
export type ToTab = { readonly type: 'events'; readonly events: readonly StreamEvent[] } | { readonly type: 'link'; readonly link: Link };

/** Kinds that come whatever was asked for. */
export const always: readonly string[] = ['hello', 'beat', 'resync'];

/** Kinds that can be asked for. */
export const askable: readonly string[] = ['bar', 'sym', 'signal', 'order', 'feed', 'gap', 'status', 'action'];

/** What covers all that is wanted; null when nothing is. */
export function unionOf(wants: readonly Want[]): Want | null {
  if (wants.length === 0) {
    return null;
  }

  const kinds = [...new Set(wants.flatMap(want => want.kinds))].sort();
  const symbols = wants.some(want => want.symbols === null) ? null : [...new Set(wants.flatMap(want => want.symbols ?? []))].sort();
  return { kinds, symbols, bars: barsOf(wants), hz: Math.max(...wants.map(want => want.hz)) };
}

// What can be asked for; anything else a reader may have written into its address.
const isCoin = (name: string): boolean => /^[^\s:,]{1,40}$/.test(name);

function barsOf(wants: readonly Want[]): readonly string[] | null {
  const each = wants.filter(want => want.kinds.includes('bar')).map(want => want.bars ?? want.symbols);
  return each.includes(null) ? null : [...new Set(each.flatMap(bars => bars ?? []))].filter(isCoin).sort();
}

/** The query that asks for it. */
export function queryOf(want: Want, after: number): string {
  const query = new URLSearchParams();
  if (want.kinds.length < askable.length) {
    query.set('kinds', want.kinds.join(',') || 'status');
  }

  if (want.symbols !== null && want.symbols.length > 0) {
    query.set('symbols', want.symbols.join(','));
  }

  if (want.kinds.includes('bar') && want.bars != null && want.bars.length > 0) {
    query.set('bars', want.bars.join(','));
  }

  query.set('changes', 'true');
  query.set('hz', String(want.hz));
  if (after > 0) {
    query.set('lastEventId', String(after));
  }

  return query.toString();
}
