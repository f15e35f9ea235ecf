import { useState } from 'preact/hooks';
import type { Signal } from '@preact/signals';
import type { AnchorMode } from '../chart/anchor';
import type { FlowChart } from '../chart/flowChart';
import type { ChartModel } from '../chart/model';
import { share, unknown } from '../format/numbers';
import { price } from '../format/price';
import { minuteOf, day, zoneOf } from '../format/time';
import { adjust } from '../route/route';
import { change, settings, type ViewSettings } from '../settings/settings';
import { useServices } from '../store/services';
import { texts } from '../texts';
import { copyLink, saveCsv, savePicture } from './exports';

const words = texts.chart;

interface ChartBarProps {
  readonly symbol: string;
  readonly timeframe: string;
  readonly model: ChartModel;
  readonly chart: FlowChart | null;
  readonly isTable: Signal<boolean>;
  readonly isAnchoring: Signal<boolean>;
}

/** What stands above the chart: which symbol, which bars, since when is summed, how much of it is proven. */
export function ChartBar({ symbol, timeframe, model, chart, isTable, isAnchoring }: ChartBarProps) {
  const { source, tables, hello, clock } = useServices();
  const row = tables.symbols.rows.value?.get(symbol);
  const figures = tables.figures.rows.value?.get(symbol)?.value;
  const zone = zoneOf(settings.value.zone);
  const anchor = model.anchorMs.value;
  const markets = model.loader.window.value?.ledgers.length ?? 0;
  const [isLinked, setLinked] = useState(false);
  const picture = { symbol, timeframe, zone, content: model.content.value, window: model.loader.window.value, version: hello.value?.version ?? '' };
  return (
    <div class="chart-bar">
      <strong class="symbol">{symbol}</strong>
      <span class="live-value price">{price(row?.value.price, model.content.value?.decimals)}</span>
      <span role="group" aria-label={words.timeframe} class="choices">
        {source.timeframes.map(one => (
          <button key={one} type="button" aria-pressed={one === timeframe} onClick={() => adjust({ tf: one })}>
            {one}
          </button>
        ))}
        {!source.timeframes.includes(timeframe) && (
          <button type="button" aria-pressed="true">
            {timeframe}
          </button>
        )}
      </span>
      <span class="dim">{words.from(anchorText(anchor, clock.second.value, zone))}</span>
      <select
        aria-label={words.anchorHint}
        title={words.anchorHint}
        value={isAnchoring.value ? 'bar' : model.anchor.value}
        onChange={event => {
          const mode = event.currentTarget.value as AnchorMode;
          isAnchoring.value = mode === 'bar';
          model.anchor.value = mode;
          model.anchorBar.value = null;
        }}
      >
        {Object.entries(words.anchors).map(([name, text]) => (
          <option key={name} value={name}>
            {name === 'bar' && isAnchoring.value ? words.anchoring : text}
          </option>
        ))}
      </select>
      <span class="dim">
        {words.markets(markets)} · <b class={figures?.openGaps ? 'warning' : ''}>{source.complete(share(figures?.completeShare))}</b>
      </span>
      {model.interestProblem.value !== null && (
        <span class="dim" title={model.interestProblem.value}>
          · {words.noInterest}
        </span>
      )}
      <span class="tools">
        <Panes />
        <button type="button" aria-pressed={isTable.value} onClick={() => (isTable.value = !isTable.value)}>
          {words.table}
        </button>
        <button type="button" onClick={() => chart && savePicture(chart, picture)}>
          {words.png}
        </button>
        <button type="button" onClick={() => saveCsv(picture)}>
          {words.csv}
        </button>
        <button
          type="button"
          onClick={() => {
            void copyLink().then(() => {
              setLinked(true);
              setTimeout(() => setLinked(false), 1_500);
            });
          }}
        >
          {isLinked ? words.linked : words.link}
        </button>
      </span>
    </div>
  );
}

// What the chart may show besides.
function Panes() {
  const { withDivergence, withScore, byVenue } = settings.value;
  return (
    <details class="menu">
      <summary>{words.panes}</summary>
      <div>
        <label class="check">
          <input type="checkbox" checked={withDivergence} onChange={event => change({ withDivergence: event.currentTarget.checked })} /> {words.divergence}
        </label>
        <label class="check">
          <input type="checkbox" checked={withScore} onChange={event => change({ withScore: event.currentTarget.checked })} /> {words.score}
        </label>
        <label>
          {words.byVenue}{' '}
          <select value={byVenue} onChange={event => change({ byVenue: event.currentTarget.value as ViewSettings['byVenue'] })}>
            {Object.entries(words.byVenueOf).map(([name, text]) => (
              <option key={name} value={name}>
                {text}
              </option>
            ))}
          </select>
        </label>
      </div>
    </details>
  );
}

// The day where it is another one than today.
function anchorText(anchor: number, now: number | null, zone: string): string {
  const isToday = now !== null && day(now, zone) === day(anchor, zone);
  return anchor === 0 ? unknown : isToday ? minuteOf(anchor, zone) : `${day(anchor, zone)} ${minuteOf(anchor, zone)}`;
}
