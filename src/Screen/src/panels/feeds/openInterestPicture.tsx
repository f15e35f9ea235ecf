import { useState } from 'preact/hooks';
import { amount, isKnown } from '../../format/numbers';
import { moment, zoneOf } from '../../format/time';
import { pageTexts } from '../../pageTexts';
import { settings } from '../../settings/settings';
import type { OpenInterestHistory } from '../../source/views';
import { candlesOf, total, type Candle } from '../../store/openInterest';
import { Curve } from '../curve';
import { RowTable } from '../rowTable';

const words = pageTexts.feeds.oi;
const width = 600;
const height = 140;

type Look = 'line' | 'candles' | 'table';

/** Open interest of a day, as a line, as candles of an hour, or as a table of them. */
export function OpenInterestPicture({ history }: { history: OpenInterestHistory }) {
  const [look, setLook] = useState<Look>('line');
  const points = history.unixMs.flatMap((at, place) => {
    const value = history.openInterestUsd[place];
    return isKnown(value) ? [{ at, value }] : [];
  });
  const last = points.at(-1);
  if (last === undefined) {
    return <p class="note">{words.noHistory}</p>;
  }

  const values = points.map(point => point.value);
  const sentence = words.picture(history.symbol, history.name === total ? words.total : history.name, amount(Math.min(...values), false), amount(Math.max(...values), false), amount(last.value, false));
  const choice = (name: Look, title: string) => (
    <button type="button" aria-pressed={look === name} onClick={() => setLook(name)}>
      {title}
    </button>
  );
  return (
    <>
      <p class="note">
        {choice('line', words.line)} {choice('candles', words.candles)} {choice('table', pageTexts.asTable)}
      </p>
      {look === 'table' ? <CandleTable candles={candlesOf(history)} /> : (
        <figure class="equity">
          <figcaption>
            <span>{amount(Math.max(...values), false)}</span>
            <span>{amount(Math.min(...values), false)}</span>
          </figcaption>
          {look === 'line' ? <Curve points={points} sentence={sentence} /> : <Candles candles={candlesOf(history)} sentence={sentence} />}
        </figure>
      )}
    </>
  );
}

function Candles({ candles, sentence }: { candles: readonly Candle[]; sentence: string }) {
  const [from, to] = [candles[0]?.fromUnixMs ?? 0, (candles.at(-1)?.fromUnixMs ?? 0) + 3_600_000];
  const high = Math.max(...candles.map(one => one.high));
  const low = Math.min(...candles.map(one => one.low));
  const x = (at: number): number => ((at - from) / (to - from)) * width;
  const y = (value: number): number => (high === low ? height / 2 : 4 + (1 - (value - low) / (high - low)) * (height - 8));
  const body = (3_600_000 / (to - from)) * width;
  return (
    <svg class="curve candles" viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={sentence}>
      {candles.map(one => {
        const [left, middle] = [x(one.fromUnixMs) + body * 0.2, x(one.fromUnixMs) + body / 2];
        const top = y(Math.max(one.open, one.close));
        return (
          <g key={one.fromUnixMs} class={one.close >= one.open ? 'rise' : 'fall'}>
            <line x1={middle} x2={middle} y1={y(one.high)} y2={y(one.low)} vector-effect="non-scaling-stroke" />
            <rect x={left} y={top} width={body * 0.6} height={Math.max(1, y(Math.min(one.open, one.close)) - top)} />
          </g>
        );
      })}
    </svg>
  );
}

function CandleTable({ candles }: { candles: readonly Candle[] }) {
  const zone = zoneOf(settings.value.zone);
  const columns = words.tableColumns;
  return (
    <RowTable
      label={words.title}
      heads={[columns.time, columns.open, columns.high, columns.low, columns.close]}
      items={[...candles].reverse()}
      keyOf={one => String(one.fromUnixMs)}
      row={one => (
        <tr>
          <td>{moment(one.fromUnixMs, zone)}</td>
          <td>{amount(one.open, false)}</td>
          <td>{amount(one.high, false)}</td>
          <td>{amount(one.low, false)}</td>
          <td>{amount(one.close, false)}</td>
        </tr>
      )}
    />
  );
}
