import { computed, effect, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { decimalsOf } from '../format/price';
import { zoneOf } from '../format/time';
import type { BarEvent, Gap, LedgerView, PositionView } from '../source/views';
import type { Services } from '../store/services';
import { settings } from '../settings/settings';
import { texts } from '../texts';
import { flowBetween, sumStart } from './base';
import type { ChartContent } from './flowChart';
import { holdingsOf, marksOf } from './marksOf';
import { onPlaces } from './onPlaces';
import { plotOf } from './plot';
import { anchorOf, type AnchorMode } from './anchor';
import { isProven, rateOf } from './proof';
import type { InterestPoint } from './series';
import { toldLedgers } from './toldGaps';
import { unreadNote, unreadOf, unreadTo, type Unread } from './unread';
import { loadWindow, type WindowLoader } from './window';

/** What a chart of one symbol and timeframe shows, kept up to date. */
export interface ChartModel {
  readonly loader: WindowLoader;
  readonly content: ReadonlySignal<ChartContent | undefined>;
  /** What is proven of the symbol's markets, and what is missing as far as it was told. */
  readonly ledgers: ReadonlySignal<readonly LedgerView[]>;
  /** Those of the markets that are not read. */
  readonly unread: ReadonlySignal<Unread>;
  /** Where the sums begin. */
  readonly anchor: Signal<AnchorMode>;
  /** The bar that somebody has chosen for it. */
  readonly anchorBar: Signal<number | null>;
  readonly anchorMs: ReadonlySignal<number>;
  /** Why there is no open interest; null when there is. */
  readonly interestProblem: ReadonlySignal<string | null>;
  stop(): void;
}

const refreshMs = 600;
const storedMs = 1_500;
const reconcileMs = 20_000;
const interestMs = 30_000;
const interestKeptMs = 30 * 86_400_000;
const reconciled = 60;
const tradesShown = 200;

// Another symbol is summed up from where this one is; a bar of one is none of another.
let keptAnchor: AnchorMode = 'window';

/** A model that begins to load at once. */
export function createChartModel(services: Services, symbol: string, timeframe: string, at: number | null): ChartModel {
  const { source, tables, clock, hello, isAwake } = services;
  const loader = loadWindow(source, symbol, timeframe, at, clock.now);
  const anchor = signal<AnchorMode>(keptAnchor);
  const anchorBar = signal<number | null>(null);
  const interest = signal<readonly InterestPoint[]>([]);
  const interestProblem = signal<string | null>(null);
  const trades = signal<readonly PositionView[]>([]);
  const stopping = new AbortController();
  const ends: (() => void)[] = [() => stopping.abort(), () => loader.stop()];
  ends.push(effect(() => {
    keptAnchor = anchor.value === 'bar' ? 'window' : anchor.value;
  }));

  const anchorMs = computed(() => anchorOf(anchor.value, {
    windowMs: tables.figures.rows.value?.get(symbol)?.value.fromUnixMs ?? loader.window.value?.buckets[0]?.time ?? 0,
    lastMs: loader.window.value?.buckets.at(-1)?.time ?? 0,
    signalMs: tables.signals.value.value?.find(record => record.signal.baseSymbol === symbol)?.signal.barCloseUnixMs,
    barMs: anchorBar.value,
  }));
  const sums = sumStart({
    choice: computed(() => (anchor.value === 'bar' ? `bar ${anchorBar.value}` : anchor.value)),
    anchorMs,
    window: loader.window,
    ask: (from, to) => flowBetween(source, symbol, timeframe, from, to, stopping.signal),
  });
  ends.push(sums.stop);
  const ledgers = toldLedgers(loader.window, tables.gaps.value);
  const unread = unreadOf(ledgers, computed(() => (loader.window.value?.isLive ? tables.feeds.value.value : undefined)));
  const unreadToMs = unreadTo(unread, clock, () => hello.peek()?.speed ?? 0);
  const note = computed(() => unreadNote(unread.value, zoneOf(settings.value.zone)));
  const plot = computed(() => {
    const window = loader.window.value;
    return window && plotOf({
      buckets: window.buckets,
      lengthMs: window.lengthMs,
      gaps: ledgers.value.flatMap(ledger => ledger.gaps),
      unread: unread.value,
      note: note.value,
      unreadToMs: unreadToMs.value,
      isProven: (from, to) => isProven(ledgers.value, from, to),
      rateOf: market => rateOf(ledgers.value, market),
      ...sums.start.value,
    });
  });
  const points = computed(() => (plot.value ? onPlaces(plot.value.places, interest.value) : []));
  const decimals = computed(() => decimalsOf(loader.window.value?.buckets.slice(-200).map(bucket => bucket.close) ?? []));
  const content = computed<ChartContent | undefined>(() => {
    const drawn = plot.value;
    return drawn && {
      plot: drawn,
      interest: points.value,
      marks: marksOf(drawn.places, tables.signals.value.value ?? [], symbol),
      holdings: holdingsOf(drawn.places, [...trades.value.filter(trade => trade.closedAt !== null), ...(tables.positions.value.value ?? [])], symbol),
      decimals: decimals.value,
      isLive: loader.window.value?.isLive ?? false,
      withDivergence: settings.value.withDivergence,
    };
  });

  const readInterest = async (): Promise<void> => {
    const figures = tables.figures.rows.peek()?.get(symbol)?.peek();
    if (figures?.collectsOpenInterest !== true) {
      interestProblem.value = figures === undefined ? null : texts.chart.notCollected;
      return;
    }

    const first = loader.window.peek()?.buckets[0]?.time;
    try {
      const { value } = await source.openInterest(symbol, first === undefined ? undefined : Math.max(first, (clock.now() ?? first) - interestKeptMs), stopping.signal);
      interest.value = value.unixMs.map((time, index) => ({ time, usd: value.openInterestUsd[index] ?? null }));
      interestProblem.value = null;
    } catch (error) {
      interestProblem.value = error instanceof Error ? error.message : String(error);
    }
  };

  // What could not be read is read with the next look.
  let owesTrades = false;
  const readTrades = async (): Promise<void> => {
    owesTrades = true;
    const { value } = await source.positions(tradesShown, stopping.signal);
    trades.value = value.filter(trade => trade.symbol === symbol);
    owesTrades = false;
  };

  let dirtySince: number | null = null;
  let isDirty = false;
  const soil = (since: number | null): void => {
    isDirty = true;
    dirtySince = since === null ? dirtySince : Math.min(since, dirtySince ?? since);
  };

  // It is told before it is stored, and what is stored tells of gaps and of what is proven.
  const hearOf = (since: number, isProof: boolean): void => {
    soil(since);
    if (isProof) {
      setTimeout(() => soil(since), storedMs);
    }
  };

  const clean = (): void => {
    if (isDirty && isAwake()) {
      const since = dirtySince ?? undefined;
      [isDirty, dirtySince] = [false, null];
      void loader.refresh(since);
    }
  };

  ends.push(source.subscribe({ kinds: ['bar'], symbols: [symbol], hz: 4 }, event => {
    if (event.kind === 'bar' && isOurs((event.data as BarEvent).market)) {
      hearOf((event.data as BarEvent).bar.openUnixMs, unread.peek().size > 0);
    } else if (event.kind === 'gap' && isOurs((event.data as Gap).market)) {
      hearOf((event.data as Gap).beforeUnixMs, true);
    } else if (event.kind === 'resync') {
      void loader.restart();
    } else if (event.kind === 'signal' || event.kind === 'order') {
      readTrades().catch(() => {});
    }
  }));
  const isOurs = (market: string): boolean => {
    const known = ledgers.peek();
    return known.length === 0 || known.some(ledger => ledger.market === market);
  };

  const timers = [
    setInterval(clean, refreshMs),
    // Seconds that follow each other closely replace each other on the way: what one of them corrected is looked after here.
    setInterval(() => {
      const window = loader.window.peek();
      const end = window?.buckets.at(-1)?.time;
      soil(window && end !== undefined ? end - reconciled * window.lengthMs : null);
      if (owesTrades && isAwake()) {
        readTrades().catch(() => {});
      }
    }, reconcileMs),
    setInterval(() => {
      if (isAwake()) {
        void readInterest();
      }
    }, interestMs),
  ];
  ends.push(() => timers.forEach(clearInterval));
  ends.push(effect(() => {
    const isReady = loader.window.value !== undefined && tables.figures.rows.value !== undefined;
    if (isReady && interest.peek().length === 0 && interestProblem.peek() === null) {
      void readInterest();
    }
  }));
  readTrades().catch(() => {});
  return { loader, content, ledgers, unread, anchor, anchorBar, anchorMs, interestProblem, stop: () => ends.forEach(end => end()) };
}
