import { pageTexts } from '../../pageTexts';
import type { Gap } from '../../source/views';
import { heatRow, hoursUpTo, worstFirst } from '../../store/heatMap';
import { mostSymbols, readLedgers, type SymbolLedger } from '../../store/ledgers';
import { useServices } from '../../store/services';
import { useJoin } from '../../store/useJoin';
import { Panel, stateOf } from '../frame';
import { useFreshState } from '../freshState';
import { HeatMap } from './heatMap';

const words = pageTexts.gaps;
const hourMs = 3_600_000;
const mostRows = 60;

interface MapProps {
  readonly hourCount: number;
  /** Chosen coin; empty for all. */
  readonly symbol: string;
  readonly gaps: readonly Gap[];
  readonly symbolOf: (market: string) => string | undefined;
}

interface Read {
  readonly ledgers: readonly SymbolLedger[];
  readonly to: number;
}

/** The heat map: coins with holes first, where there are more than can be asked for at once. */
export function MapPanel({ hourCount, symbol, gaps, symbolOf }: MapProps) {
  const { http, tables, clock } = useServices();
  const all = [...(tables.symbols.rows.value?.keys() ?? [])].sort();
  const holed = new Set(gaps.map(gap => symbolOf(gap.market)));
  const symbols = symbol !== '' ? [symbol] : [...all].sort((a, b) => Number(holed.has(b)) - Number(holed.has(a))).slice(0, mostSymbols);
  const isKnown = clock.second.value !== null;
  const read = useJoin<Read>(`${hourCount} ${symbols.join(' ')} ${isKnown}`, () => ({
    load: async stop => {
      const to = Math.floor(clock.now() ?? Date.now());
      const from = Math.floor(to / hourMs) * hourMs - (hourCount - 1) * hourMs;
      const { value, asOf } = await readLedgers(http, symbols, from, to, stop);
      return { value: { ledgers: value, to }, asOf };
    },
    apply: value => value,
  }), 15_000);
  const value = tables.symbols.rows.value === undefined ? undefined : read.value.value;
  const state = useFreshState(stateOf(value, read.problem.value ?? tables.symbols.problem.value, read.reload, found => (found.ledgers.length === 0 ? words.noMarkets : null)));
  const hours = hoursUpTo(value?.to ?? 0, hourCount);
  const rows = worstFirst((value?.ledgers ?? []).map(one => heatRow(one.symbol, one.ledger, hours, value?.to ?? 0))).slice(0, mostRows);
  return (
    <Panel title={words.map} name="page" state={state} head={<span class="dim">{symbol === '' ? words.mapNote(symbols.length, all.length) : ''}</span>} rows={6}>
      <HeatMap rows={rows} hours={hours} />
    </Panel>
  );
}
