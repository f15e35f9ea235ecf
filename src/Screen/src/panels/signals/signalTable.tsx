import { fixed, percent, score, unknown } from '../../format/numbers';
import { day, minuteOf, moment, span, zoneOf } from '../../format/time';
import { pageTexts } from '../../pageTexts';
import { formatRoute, go } from '../../route/route';
import { settings } from '../../settings/settings';
import { scoreParts, type SignalRow } from '../../store/signalTabs';
import { Opener, RowTable, wordy, type Opening } from '../rowTable';
import { SignalPath } from './signalPath';

const words = pageTexts.signals;

/** One row a signal; a row opens the chart at its bar, its path what became of it. */
export function SignalTable({ rows, name, label }: { rows: readonly SignalRow[]; name: string; label: string }) {
  const { columns } = words;
  return (
    <RowTable
      label={label}
      heads={[columns.time, wordy(columns.symbol), wordy(columns.side), columns.score, wordy(columns.verdict), { name: columns.age, hint: words.ageHint }, columns.result, columns.path]}
      items={rows}
      name={name}
      keyOf={row => row.record.signal.id}
      row={(row, opening) => <Row row={row} opening={opening} />}
      detail={row => <SignalPath id={row.record.signal.id} />}
    />
  );
}

function Row({ row, opening }: { row: SignalRow; opening: Opening }) {
  const { record, order } = row;
  const { signal } = record;
  const zone = zoneOf(settings.value.zone);
  const time = moment(signal.barCloseUnixMs, zone);
  const query = { at: String(signal.barCloseUnixMs), bar: String(signal.barCloseUnixMs) };
  const parts = scoreParts(signal.reasoning);
  const side = signal.action === 'Long' ? 'up' : signal.action === 'Short' ? 'down' : 'dim';
  return (
    <tr
      class="opens"
      onClick={event => {
        // Links and buttons do what they say.
        if (!(event.target as Element).closest('a, button')) {
          go('flow', [signal.baseSymbol], query);
        }
      }}
    >
      <td>
        <a href={formatRoute({ page: 'flow', path: [signal.baseSymbol], query })} aria-label={pageTexts.openChart(signal.baseSymbol, time)}>
          {day(signal.barCloseUnixMs, zone)} {minuteOf(signal.barCloseUnixMs, zone)}
        </a>
      </td>
      <td class="text">{signal.baseSymbol}</td>
      <td class={`text ${side}`}>{words.sides[signal.action] ?? signal.action}</td>
      <td title={parts.map(one => `${one.name} ${fixed(one.points, 2)}`).join(', ') || signal.reasoning}>
        {signal.action === 'Close' ? '' : words.score(score(signal.score), parts.map(one => fixed(one.points, 1)).join(' + '))}
      </td>
      <td class="text verdict">
        <Verdict row={row} />
      </td>
      <td>{order === undefined ? unknown : order.latencySeconds === null ? '' : span(order.latencySeconds * 1_000)}</td>
      <td>
        <Result row={row} />
      </td>
      <td>
        <Opener opening={opening} text={words.path} of={words.openPath(signal.id)} />
      </td>
    </tr>
  );
}

function Verdict({ row: { record, order, rule } }: { row: SignalRow }) {
  const detail = record.detail ?? order?.detail ?? (record.signal.action === 'Close' ? record.signal.reasoning : '');
  const reason = rule === null ? '' : (words.rules[rule] ?? rule);
  const look = record.outcome === 'Rejected' || record.outcome === 'Unknown' ? 'bad' : record.outcome === 'Expired' || record.outcome === 'Pending' ? 'warning' : 'good';
  return (
    <span title={detail}>
      <b class={look}>{words.outcomes[record.outcome] ?? record.outcome}</b>
      {reason !== '' && ` · ${reason}`}
      {detail !== '' && <span class="dim"> {detail}</span>}
    </span>
  );
}

function Result({ row: { record } }: { row: SignalRow }) {
  const { result } = record;
  return result === undefined ? null : (
    <span class={result.profitUsd > 0 ? 'up' : result.profitUsd < 0 ? 'down' : ''}>
      {result.profitUsd > 0 ? '▲' : result.profitUsd < 0 ? '▼' : ''} {percent(result.profitPercent)} {fixed(result.profitUsd, 2, true)}
    </span>
  );
}
