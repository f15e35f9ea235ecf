import { fixed, share } from '../../../format/numbers';
import { decimalsOf } from '../../../format/price';
import { moment, zoneOf } from '../../../format/time';
import { Profit } from '../../../panels/positions/profit';
import { settings } from '../../../settings/settings';
import { reportTexts } from '../../../texts/report';
import { searchTexts } from '../../../texts/search';
import { tradesOf, type Trade } from '../../model/trades';
import { RowsTable } from '../../view/rowsTable';
import { tradeColumns } from '../../view/tradeTable';
import type { Fold, Measures, Ranked, SearchAccount, SearchResult } from '../model/file';

/** Every fold with what it chose, in training and in its test. */
export function FoldsTable({ folds }: { folds: readonly Fold[] }) {
  const { title, none, nothing, columns } = searchTexts.folds;
  const zone = zoneOf(settings.value.zone);
  return (
    <RowsTable
      title={title}
      none={none}
      rows={folds}
      columns={[
        { name: columns.number, cell: fold => folds.indexOf(fold) + 1 },
        { name: columns.train, cell: fold => moment(fold.train_from * 1_000, zone) },
        { name: columns.test, cell: fold => moment(fold.test_from * 1_000, zone) },
        { name: columns.to, cell: fold => moment(fold.test_to * 1_000, zone) },
        { name: columns.sharpeIn, cell: fold => fixed(fold.in_sample?.['sharpe'], 2) },
        { name: columns.sharpeOut, cell: fold => fixed(fold.out_of_sample?.['sharpe'], 2) },
        { name: columns.netIn, cell: fold => fixed(fold.in_sample?.['net_profit'], 2, true) },
        { name: columns.netOut, cell: fold => <Profit usd={fold.out_of_sample?.['net_profit'] ?? null} /> },
        { name: columns.tradesIn, cell: fold => fixed(fold.in_sample?.['trades']) },
        { name: columns.tradesOut, cell: fold => fixed(fold.out_of_sample?.['trades']) },
        { name: columns.overfitting, cell: fold => share(fold.overfitting) },
        { name: columns.parameters, isText: true, cell: fold => (fold.parameters === null ? nothing : valuesOf(fold.parameters)) },
      ]}
    />
  );
}

interface RankedRow {
  readonly rank: number | null;
  readonly number: number | null;
  readonly objective: number | null;
  readonly measures: Measures;
  readonly parameters: Measures | null;
}

/** The best candidates, and the unchanged parameters below them. */
export function RankingTable({ ranking, base }: { ranking: readonly Ranked[]; base: Measures | undefined }) {
  const { title, none, unchanged, columns } = searchTexts.ranking;
  const rows: RankedRow[] = ranking.map((one, at) => ({ ...one, rank: at + 1 }));
  return (
    <RowsTable
      title={title}
      none={none}
      rows={base === undefined || rows.length === 0 ? rows : [...rows, { rank: null, number: null, objective: null, measures: base, parameters: null }]}
      columns={[
        { name: columns.rank, cell: row => fixed(row.rank) },
        { name: columns.number, cell: row => fixed(row.number) },
        { name: columns.objective, cell: row => fixed(row.objective, 2) },
        { name: columns.net, cell: row => <Profit usd={row.measures['net_profit'] ?? null} /> },
        { name: columns.sharpe, cell: row => fixed(row.measures['sharpe'], 2) },
        { name: columns.trades, cell: row => fixed(row.measures['trades']) },
        { name: columns.drawdown, cell: row => fixed(row.measures['max_drawdown'], 2) },
        { name: columns.parameters, isText: true, cell: row => (row.parameters === null ? unchanged : valuesOf(row.parameters)) },
      ]}
    />
  );
}

interface FoldTrade extends Trade {
  readonly fold: number;
}

/** Every trade of an account, oldest first; of a walk-forward with its fold. */
export function AccountTrades({ account, result }: { account: SearchAccount; result: SearchResult }) {
  const { title, none } = reportTexts.trades;
  const { fold, id } = searchTexts.trades;
  const rows: FoldTrade[] = account.runs.flatMap(run => tradesOf({ executed_orders: run.executed_orders, profile: result.profile }).map(trade => ({ ...trade, fold: run.fold })));
  const decimals = decimalsOf(rows.slice(-100).map(trade => trade.entry.price));
  return (
    <RowsTable
      title={title}
      none={none}
      rows={rows}
      columns={[
        ...(result.folds === undefined ? [] : [{ name: fold, cell: (trade: FoldTrade) => fixed(trade.fold) }]),
        {
          name: id,
          cell: trade => (
            <>
              <span class={trade.side === 'LONG' ? 'up' : 'down'}>{trade.side === 'LONG' ? '▲' : '▼'}</span> {trade.id} {trade.side}
            </>
          ),
        },
        ...tradeColumns(zoneOf(settings.value.zone), () => decimals),
      ]}
    />
  );
}

/** What was read, with hashes. */
export function InputsTable({ inputs }: Pick<SearchResult, 'inputs'>) {
  const { title, columns } = reportTexts.data;
  const zone = zoneOf(settings.value.zone);
  return (
    <RowsTable
      title={title}
      rows={inputs}
      columns={[
        { name: columns.role, isText: true, cell: input => input.role },
        { name: columns.file, isText: true, cell: input => input.file },
        { name: columns.market, isText: true, cell: input => input.market },
        { name: columns.rows, cell: input => fixed(input.rows) },
        { name: columns.first, cell: input => moment(input.first * 1_000, zone) },
        { name: columns.last, cell: input => moment(input.last * 1_000, zone) },
        { name: columns.size, cell: input => fixed(input.bytes) },
        { name: columns.hash, isText: true, cell: input => input.sha256 ?? '' },
      ]}
    />
  );
}

function valuesOf(parameters: Measures): string {
  return Object.entries(parameters).map(([name, value]) => `${name} ${value === null ? '' : Number(value.toPrecision(6))}`).join(', ');
}
