import { useState } from 'preact/hooks';
import { fixed, percent, score, unknown } from '../../format/numbers';
import { day, minuteOf, moment, span, zoneOf } from '../../format/time';
import { pageTexts } from '../../pageTexts';
import { formatRoute, go } from '../../route/route';
import { settings } from '../../settings/settings';
import { scoreParts, type SignalRow } from '../../store/signalTabs';
import { More, useFirst } from '../more';
import { Scroll } from '../scroll';
import { SignalPath } from './signalPath';

const words = pageTexts.signals;

/** One row a signal; a row opens the chart at its bar, its path what became of it. */
export function SignalTable({ rows, name, label }: { rows: readonly SignalRow[]; name: string; label: string }) {
  const { shown, rest, more } = useFirst(rows, name);
  const [opened, setOpened] = useState<string | null>(null);
  const { columns } = words;
  return (
    <Scroll label={label}>
      <table class="rows">
        <thead>
          <tr>
            <th scope="col">{columns.time}</th>
            <th scope="col" class="text">{columns.symbol}</th>
            <th scope="col" class="text">{columns.side}</th>
            <th scope="col">{columns.score}</th>
            <th scope="col" class="text">{columns.verdict}</th>
            <th scope="col" title={words.ageHint}>{columns.age}</th>
            <th scope="col">{columns.result}</th>
            <th scope="col">{columns.path}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(row => {
            const { id } = row.record.signal;
            const isOpen = opened === id;
            return [
              <Row key={id} row={row} isOpen={isOpen} toggle={() => setOpened(isOpen ? null : id)} />,
              isOpen && (
                <tr key={`${id} path`} class="detail">
                  <td colSpan={8}>
                    <SignalPath id={id} />
                  </td>
                </tr>
              ),
            ];
          })}
        </tbody>
      </table>
      <More rest={rest} more={more} />
    </Scroll>
  );
}

function Row({ row, isOpen, toggle }: { row: SignalRow; isOpen: boolean; toggle: () => void }) {
  const { record, order } = row;
  const { signal } = record;
  const zone = zoneOf(settings.value.zone);
  const time = moment(signal.barCloseUnixMs, zone);
  const query = { at: String(signal.barCloseUnixMs) };
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
        <button type="button" class="plain" aria-expanded={isOpen} aria-label={words.pathOf(signal.id)} onClick={toggle}>
          {isOpen ? '▾' : '▸'} {words.path}
        </button>
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
