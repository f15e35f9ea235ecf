import { computed, type ReadonlySignal } from '@preact/signals';
import type { Gap, LedgerView } from '../source/views';
import { gapKey } from '../store/gapRows';
import type { ChartWindow } from './window';

/**
 * The ledgers of a window with their gaps as they were told last. A gap is told when it is found, and again when it is filled; it is stored after that, and read when there is time for it.
 * Whoever looks must not wait for either.
 */
export function toldLedgers(window: ReadonlySignal<ChartWindow | undefined>, gaps: ReadonlySignal<readonly Gap[] | undefined>): ReadonlySignal<readonly LedgerView[]> {
  let before: readonly Gap[] = [];
  // The same list where nothing of it has changed: gaps of other coins have nothing drawn anew.
  const told = computed(() => {
    const markets = new Set(window.value?.ledgers.map(ledger => ledger.market));
    const own = (gaps.value ?? []).filter(gap => markets.has(gap.market));
    return (before = own.length === before.length && own.every((gap, at) => gap === before[at]) ? before : own);
  });
  return computed(() => {
    const { buckets = [], ledgers = [], lengthMs = 0, isLive = true } = window.value ?? {};
    const to = isLive ? Number.POSITIVE_INFINITY : (buckets.at(-1)?.time ?? 0) + lengthMs;
    return ledgers.map(ledger => withTold(ledger, told.value, buckets[0]?.time ?? 0, to));
  });
}

function withTold(ledger: LedgerView, told: readonly Gap[], fromMs: number, toMs: number): LedgerView {
  const own = told.filter(gap => gap.market === ledger.market && gap.beforeUnixMs < toMs && gap.afterUnixMs > fromMs);
  const names = new Set(own.map(gapKey));
  return own.length === 0 ? ledger : { ...ledger, gaps: [...ledger.gaps.filter(gap => !names.has(gapKey(gap))), ...own] };
}
