import type { ReadonlySignal } from '@preact/signals';
import type { ExtraFigure } from '../chart/extra/panes';
import type { Mark } from '../chart/marks';
import type { ChartModel } from '../chart/model';
import type { Place } from '../chart/plot';
import { turnoverOf } from '../chart/series';
import { amount, score } from '../format/numbers';
import { price } from '../format/price';
import { moment, zoneOf } from '../format/time';
import { settings } from '../settings/settings';
import { texts } from '../texts';

const words = texts.chart;

/** Every figure of the bucket that is pointed at, or of the latest one. */
export function Legend({ model, pointed, extra }: { model: ChartModel; pointed: ReadonlySignal<number | null>; extra: readonly ExtraFigure[] }) {
  const content = model.content.value;
  const places = content?.plot.places ?? [];
  const place = (pointed.value === null ? undefined : places[pointed.value]) ?? places.findLast(one => one.bucket !== null);
  if (content === undefined || place === undefined) {
    return null;
  }

  const { bucket } = place;
  const interest = content.interest.findLast(one => one.time <= place.time);
  const digits = content.decimals;
  return (
    <div class="legend" aria-hidden="true">
      <span class="dim">{moment(place.time, zoneOf(settings.value.zone))}</span>
      <Figure name={words.legend.open} text={price(bucket?.open, digits)} />
      <Figure name={words.legend.high} text={price(bucket?.high, digits)} />
      <Figure name={words.legend.low} text={price(bucket?.low, digits)} />
      <Figure name={words.legend.close} text={price(bucket?.close, digits)} style={wayOf(place)} />
      <Figure name={words.legend.volume} text={amount(turnoverOf(bucket), false)} />
      <Figure name={words.legend.spot} text={amount(place.spot)} style="spot" />
      <Figure name={words.legend.perp} text={amount(place.perp)} style="perp" />
      <Figure name={words.legend.interest} text={amount(interest?.usd, false)} />
      {extra.map(({ name, colour, at }) => (
        <span key={name}>
          <i style={{ color: colour }}>■</i> <i>{name}</i> <b>{at(place)}</b>
        </span>
      ))}
      {place.broken && <span class="warning">{words.broken(place.broken.count, place.broken.isEstimate)}</span>}
      <span class={place.state === 'gap' ? 'gap' : place.state === 'partial' ? 'warning' : 'dim'}>{place.note ?? words.states[place.state]}</span>
    </div>
  );
}

function Figure({ name, text, style = '' }: { name: string; text: string; style?: string }) {
  return (
    <span>
      <i>{name}</i> <b class={style}>{text}</b>
    </span>
  );
}

function wayOf({ bucket }: Place): string {
  return bucket?.close == null || bucket.open === null ? '' : bucket.close >= bucket.open ? 'up' : 'down';
}

/** The signals under the pointer. */
export function SignalCard({ marks }: { marks: readonly Mark[] }) {
  const zone = zoneOf(settings.value.zone);
  return (
    <div class="card" role="status">
      {marks.slice(-4).map(({ record }) => (
        <section key={record.signal.id}>
          <strong>
            {record.signal.action} {record.signal.action === 'Close' ? '' : score(record.signal.score)} · {record.outcome}
          </strong>
          <span class="dim"> {moment(record.signal.barCloseUnixMs, zone)}</span>
          <p>{record.detail ?? record.signal.reasoning}</p>
        </section>
      ))}
    </div>
  );
}
