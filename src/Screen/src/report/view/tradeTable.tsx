import { fixed, score } from '../../format/numbers';
import { price } from '../../format/price';
import { moment, span, zoneOf } from '../../format/time';
import { Profit } from '../../panels/positions/profit';
import { settings } from '../../settings/settings';
import { decimalsOfReport } from '../model/fileServices';
import type { ReportFile } from '../model/file';
import { tradesOf, type Trade } from '../model/trades';
import { reportTexts } from '../../texts/report';
import { showOnChart } from './chartView';
import { RowsTable, type RowsColumn } from './rowsTable';

const words = reportTexts.trades;

/** Every trade, oldest first; each leads to its place on the chart. */
export function TradeTable({ file }: { file: ReportFile }) {
  return <RowsTable title={words.title} rows={tradesOf(file.result)} columns={columnsOf(file)} none={words.none} />;
}

function columnsOf(file: ReportFile): RowsColumn<Trade>[] {
  const zone = zoneOf(settings.value.zone);
  const digits = decimalsOfReport(file);
  const endMs = (file.chart.t.at(-1) ?? 0) * 1_000;
  return [
    {
      name: words.columns.id,
      cell: trade => (
        <button type="button" class="plain" title={words.show(trade.id)} onClick={() => showOnChart(trade.entry.decided * 1_000, trade.enteredMs, trade.leftMs ?? endMs, trade.entry.symbol)}>
          <span class={trade.side === 'LONG' ? 'up' : 'down'}>{trade.side === 'LONG' ? '▲' : '▼'}</span> {trade.id} {trade.side}
        </button>
      ),
    },
    ...symbolColumn<Trade>(file, trade => trade.entry.symbol),
    ...tradeColumns(zone, digits),
  ];
}

/** All that a trade tells beside its number, prices with the decimals of its symbol. */
export function tradeColumns(zone: string, digits: (symbol?: string) => number | undefined): RowsColumn<Trade>[] {
  const { columns } = words;
  return [
    { name: columns.entered, cell: trade => moment(trade.enteredMs, zone) },
    { name: columns.left, cell: trade => (trade.leftMs === null ? words.open : moment(trade.leftMs, zone)) },
    { name: columns.held, cell: trade => span(trade.leftMs === null ? null : trade.leftMs - trade.enteredMs) },
    { name: columns.quantity, cell: trade => quantity(trade.entry.quantity) },
    { name: columns.entry, cell: trade => price(trade.entry.price, digits(trade.entry.symbol)) },
    { name: columns.exit, cell: trade => price(trade.exit?.price, digits(trade.entry.symbol)) },
    { name: columns.leverage, cell: trade => `×${trade.entry.leverage}` },
    { name: columns.score, cell: trade => score(trade.entry.score) },
    { name: columns.fees, cell: trade => fixed(trade.entry.fee + (trade.exit?.fee ?? 0), 2) },
    { name: columns.profit, cell: trade => <Profit usd={trade.profitUsd} /> },
    { name: columns.why, isText: true, cell: trade => <span title={trade.exit?.reason}>{trade.exit?.exit ?? ''}</span> },
    { name: columns.reason, isText: true, cell: trade => trade.entry.reason },
  ];
}

/** Whose row it is, where several symbols share the account. */
export function symbolColumn<T>({ others }: ReportFile, symbolOf: (row: T) => string | undefined): RowsColumn<T>[] {
  return others === undefined ? [] : [{ name: reportTexts.symbols.columns.symbol, isText: true, cell: row => symbolOf(row) }];
}

/** Base units, six digits after the point at most. */
export function quantity(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 6 });
}
