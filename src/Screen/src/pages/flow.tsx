import { useEffect } from 'preact/hooks';
import { isTimeframe } from '../chart/timeframes';
import { ChartPanel } from '../panels/chartPanel';
import { DrawerHandle, isDrawn } from '../panels/drawer';
import { ExplainPanel } from '../panels/explain';
import { FeedsSummary } from '../panels/feedsSummary';
import { PositionsPanel } from '../panels/positions';
import { Splitter } from '../panels/splitter';
import { SymbolsPanel } from '../panels/symbols';
import { route } from '../route/route';
import { useServices } from '../store/services';
import { texts } from '../texts';

const moneyNames = ['BTC', 'ETH'];

/** What flows, why a signal came or did not, and what is open. */
export function FlowPage() {
  const { tables, hello } = useServices();
  const { path, query } = route.value;
  const rows = tables.symbols.rows.value;
  const names = [...(rows?.keys() ?? [])];
  const symbol = path[0] ?? moneyNames.find(name => names.includes(name)) ?? names[0];
  // A market that runs sixty times as fast is read by the minute.
  const usual = (hello.value?.speed ?? 1) > 10 ? '1m' : '5s';
  const timeframe = isTimeframe(query['tf']) ? query['tf'] : hello.value === null && tables.status.value.value === undefined ? null : usual;
  const bar = numberOf(query['bar']);
  useEffect(() => {
    document.title = symbol === undefined ? texts.product : `${symbol} · ${texts.product}`;
  }, [symbol]);
  return (
    <div class="flow">
      <h1 class="unseen">{texts.pages.flow}</h1>
      <SymbolsPanel selected={symbol} />
      <Splitter name="symbols" label={texts.splits.symbols} way={1} least={180} most={760} />
      {symbol === undefined || timeframe === null ? <p class="note">{texts.chart.choose}</p> : <ChartPanel symbol={symbol} timeframe={timeframe} at={numberOf(query['at'])} />}
      <Splitter name="side" label={texts.splits.side} way={-1} least={240} most={640} />
      <DrawerHandle />
      <aside id="side" class={`side ${isDrawn.value ? 'is-drawn' : ''}`}>
        {symbol !== undefined && <ExplainPanel symbol={symbol} at={bar} />}
        <PositionsPanel />
        <FeedsSummary />
      </aside>
    </div>
  );
}

function numberOf(text: string | undefined): number | null {
  const value = Number(text);
  return text === undefined || text === '' || !Number.isFinite(value) ? null : value;
}
