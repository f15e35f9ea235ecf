import { fixed, score, share, unknown } from '../../format/numbers';
import { price } from '../../format/price';
import { moment, span, zoneOf } from '../../format/time';
import { Panel } from '../../panels/frame';
import { Profit } from '../../panels/positions/profit';
import { settings } from '../../settings/settings';
import { decimalsOfReport } from '../model/fileServices';
import type { OpenTrade, RefusedOrder, ReportFile, ReportInput, ReportLedger } from '../model/file';
import { reportTexts } from '../../texts/report';
import { showOnChart } from './chartView';
import { RowsTable } from './rowsTable';
import { quantity, symbolColumn } from './tradeTable';

/** Positions that the recording ended with. */
export function OpenPositionsTable({ file }: { file: ReportFile }) {
  const { title, columns } = reportTexts.positions;
  const zone = zoneOf(settings.value.zone);
  const digits = decimalsOfReport(file);
  return file.result.open_positions.length === 0 ? null : (
    <RowsTable
      title={title}
      rows={file.result.open_positions}
      columns={[
        ...symbolColumn<OpenTrade>(file, row => row.symbol),
        { name: columns.entered, cell: row => moment(row.t * 1_000, zone) },
        { name: columns.side, cell: row => row.side },
        { name: columns.quantity, cell: row => quantity(row.quantity) },
        { name: columns.entry, cell: row => price(row.entry_price, digits(row.symbol)) },
        { name: columns.now, cell: row => price(row.mark_price, digits(row.symbol)) },
        { name: columns.exitFee, cell: row => fixed(row.exit_fee, 2) },
        { name: columns.gain, cell: row => <Profit usd={row.unrealized_pnl} /> },
      ]}
    />
  );
}

/** Closed trades by what closed them. */
export function ExitsTable({ file }: { file: ReportFile }) {
  const { title, none, columns } = reportTexts.exits;
  return (
    <RowsTable
      title={title}
      none={none}
      rows={file.result.exits}
      columns={[
        { name: columns.reason, isText: true, cell: row => row.reason },
        { name: columns.trades, cell: row => fixed(row.count) },
        { name: columns.won, cell: row => fixed(row.wins) },
        { name: columns.profit, cell: row => <Profit usd={row.pnl} /> },
      ]}
    />
  );
}

/** Orders that were decided and not filled, with the rule and its numbers. */
export function RefusedTable({ file }: { file: ReportFile }) {
  const { title, none, columns, show } = reportTexts.refused;
  const zone = zoneOf(settings.value.zone);
  const digits = decimalsOfReport(file);
  const time = (row: RefusedOrder): string => moment(row.decided * 1_000, zone);
  return (
    <RowsTable
      title={title}
      none={none}
      rows={file.result.refused_orders}
      columns={[
        {
          name: columns.decided,
          cell: row => (
            <button type="button" class="plain" title={show(time(row))} onClick={() => showOnChart(row.decided * 1_000, row.decided * 1_000 - 1, row.decided * 1_000, row.symbol)}>
              {time(row)}
            </button>
          ),
        },
        ...symbolColumn<RefusedOrder>(file, row => row.symbol),
        { name: columns.side, cell: row => row.side },
        { name: columns.price, cell: row => price(row.price, digits(row.symbol)) },
        { name: columns.score, cell: row => score(row.score) },
        { name: columns.rule, isText: true, cell: row => row.rule },
        { name: columns.fill, cell: row => (row.fill_price === null ? '' : price(row.fill_price, digits(row.symbol))) },
        { name: columns.why, isText: true, cell: row => row.reason },
      ]}
    />
  );
}

/** What it ran on: the files with their hashes, and what of them is there. */
export function DataTable({ file }: { file: ReportFile }) {
  const words = reportTexts.data;
  const { columns } = words;
  const zone = zoneOf(settings.value.zone);
  const { result, chart, inputs } = file;
  const ledgers = [...file.ledgers, ...(file.others ?? []).flatMap(other => other.ledgers)];
  const bars = reportTexts.bars(result.bars);
  const ledger = (input: ReportInput): ReportLedger | undefined => ledgers.find(one => one.role === input.role);
  const missing = (one: ReportLedger | undefined): string => (one?.expected == null ? unknown : `${fixed(one.expected - one.rows)} · ${share(one.expected === 0 ? null : one.rows / one.expected)}`);
  const longest = (one: ReportLedger | undefined): string => (one === undefined ? unknown : one.gaps.length === 0 ? '' : span(1_000 * Math.max(...one.gaps.map(gap => gap.to - gap.from))));
  return (
    <>
      <RowsTable
        title={words.title}
        rows={inputs}
        head={<span class={result.missing_bars > 0 ? 'warning' : 'dim'}>{result.missing_bars > 0 ? words.missing(reportTexts.bars(result.missing_bars), bars) : words.whole(bars)}</span>}
        columns={[
          { name: columns.role, isText: true, cell: input => input.role },
          { name: columns.file, isText: true, cell: input => input.file },
          { name: columns.market, isText: true, cell: input => input.market || unknown },
          { name: columns.rows, cell: input => fixed(input.rows) },
          { name: columns.first, cell: input => moment(input.first * 1_000, zone) },
          { name: columns.last, cell: input => moment(input.last * 1_000, zone) },
          { name: columns.used, cell: input => fixed(ledger(input)?.rows) },
          { name: columns.missing, cell: input => missing(ledger(input)) },
          { name: columns.longest, cell: input => longest(ledger(input)) },
          { name: columns.size, cell: input => fixed(input.bytes) },
          { name: columns.hash, isText: true, cell: input => input.sha256 ?? unknown },
        ]}
      />
      {chart.timeframe !== result.timeframe && <p class="note">{words.folded(chart.timeframe, result.timeframe)}</p>}
    </>
  );
}

/** Names and what they mean. */
export function PairsTable({ title, pairs }: { title: string; pairs: readonly (readonly [string, string])[] }) {
  return (
    <Panel title={title} name="page" state={{ kind: 'ready' }}>
      <dl class="pairs">
        {pairs.map(([name, value], at) => (
          <div key={at}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
