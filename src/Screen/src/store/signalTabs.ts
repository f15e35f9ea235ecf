import { iso } from '../format/time';
import type { OrderView, SignalRecord } from '../source/views';

/** Where a signal is shown. */
export type SignalTab = 'accepted' | 'refused' | 'expired';

/** A signal with what the executor did with it. */
export interface SignalRow {
  readonly record: SignalRecord;
  /** Undefined where the executor has none on record, or has not been asked. */
  readonly order: OrderView | undefined;
  /** Name of the rule that refused it; null where none did. */
  readonly rule: string | null;
}

/** What is shown of them. Empty means all. */
export interface SignalFilter {
  readonly symbol: string;
  /** Rule that refused, for what was refused. */
  readonly reason: string;
  /** Day in the chosen zone, 2026-11-30. */
  readonly day: string;
}

/** The tab of a signal: what is on its way, and what was lost from sight, stands with what was accepted until more is known. */
export function tabOf(record: SignalRecord): SignalTab {
  switch (record.outcome) {
    case 'Rejected':
      return 'refused';
    case 'Expired':
      return 'expired';
    default:
      return 'accepted';
  }
}

/** Signals with their orders, newest first. */
export function signalRows(records: readonly SignalRecord[], orders: readonly OrderView[]): readonly SignalRow[] {
  const bySignal = new Map(orders.map(order => [order.signalId, order]));
  return records
    .map(record => {
      const order = bySignal.get(record.signal.id);
      return { record, order, rule: order?.rule ?? (tabOf(record) === 'expired' ? 'age' : null) };
    })
    .sort((a, b) => b.record.signal.barCloseUnixMs - a.record.signal.barCloseUnixMs);
}

/** What is shown in a tab. */
export function filtered(rows: readonly SignalRow[], tab: SignalTab, filter: SignalFilter, zone: string): readonly SignalRow[] {
  return rows.filter(
    ({ record, rule }) =>
      tabOf(record) === tab &&
      (filter.symbol === '' || record.signal.baseSymbol === filter.symbol) &&
      (filter.reason === '' || tab !== 'refused' || (rule ?? 'other') === filter.reason) &&
      (filter.day === '' || dayOf(record, zone) === filter.day),
  );
}

/** How many there are in each tab. */
export function counts(rows: readonly SignalRow[], filter: SignalFilter, zone: string): Readonly<Record<SignalTab, number>> {
  const of = (tab: SignalTab): number => filtered(rows, tab, filter, zone).length;
  return { accepted: of('accepted'), refused: of('refused'), expired: of('expired') };
}

/** Days that there are signals of, newest first. */
export function daysOf(rows: readonly SignalRow[], zone: string): readonly string[] {
  return [...new Set(rows.map(row => dayOf(row.record, zone)))];
}

/** A part of a score. */
export interface ScorePart {
  readonly name: string;
  readonly points: number;
}

const partPattern = /(deceleration|absorption|failed break(?:down|out)s?|bias|open interest) (\d+(?:\.\d+)?)/g;

/** The parts of a score, as the reasoning of a signal names them; none where it names none. */
export function scoreParts(reasoning: string): readonly ScorePart[] {
  return [...reasoning.matchAll(partPattern)].map(([, name, points]) => ({ name: name ?? '', points: Number(points) }));
}

function dayOf(record: SignalRecord, zone: string): string {
  return iso(record.signal.barCloseUnixMs, zone).slice(0, 10);
}
