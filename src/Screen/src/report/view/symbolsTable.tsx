import { fixed, unknown } from '../../format/numbers';
import { Profit } from '../../panels/positions/profit';
import type { SymbolResult } from '../model/file';
import { reportTexts } from '../../texts/report';
import { RowsTable } from './rowsTable';

/** What came of each symbol's own trades, where several share the account. */
export function SymbolsTable({ symbols }: { symbols: readonly SymbolResult[] | undefined }) {
  const { title, columns } = reportTexts.symbols;
  return symbols === undefined ? null : (
    <RowsTable
      title={title}
      rows={symbols}
      columns={[
        { name: columns.symbol, isText: true, cell: row => row.symbol },
        { name: columns.bars, cell: row => fixed(row.bars) },
        { name: columns.trades, cell: row => fixed(row.closed) },
        { name: columns.won, cell: row => fixed(row.wins) },
        { name: columns.profit, cell: row => <Profit usd={row.metrics.net_profit} /> },
        { name: columns.open, cell: row => <Profit usd={row.open_gain} /> },
        { name: columns.fees, cell: row => fixed(row.metrics.fees, 2) },
        { name: columns.drawdown, cell: row => `${fixed(row.metrics.max_drawdown_marked_percent, 2)} %` },
        { name: columns.refused, cell: row => fixed(row.refused) },
        { name: columns.hold, cell: row => (row.buy_and_hold === null ? unknown : `${fixed(row.buy_and_hold.return_percent, 2, true)} %`) },
      ]}
    />
  );
}
