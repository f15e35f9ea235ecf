import { fixed, percent } from '../../format/numbers';
import { Profit } from '../../panels/positions/profit';
import { reportTexts } from '../../texts/report';
import type { ReportMonth } from '../model/account';
import { RowsTable } from './rowsTable';

/** The account month by month; nothing where a report does not tell of it. */
export function MonthsTable({ months }: { months: readonly ReportMonth[] }) {
  const { title, columns } = reportTexts.months;
  return months.length === 0 ? null : (
    <RowsTable
      title={title}
      rows={months}
      columns={[
        { name: columns.month, cell: row => row.month },
        { name: columns.gain, cell: row => <Profit usd={row.return_percent} inPercent={row.return_percent} /> },
        { name: columns.fall, cell: row => percent(-row.max_drawdown_percent) },
        { name: columns.profit, cell: row => <Profit usd={row.net_profit} /> },
        { name: columns.trades, cell: row => fixed(row.trades) },
        { name: columns.won, cell: row => fixed(row.wins) },
      ]}
    />
  );
}
