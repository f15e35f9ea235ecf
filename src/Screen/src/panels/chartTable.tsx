import type { ChartContent } from '../chart/flowChart';
import { amount, score } from '../format/numbers';
import { price } from '../format/price';
import { moment, zoneOf } from '../format/time';
import { settings } from '../settings/settings';
import { texts } from '../texts';
import { VirtualRows } from './virtualRows';

const words = texts.chart;

interface ChartTableProps {
  readonly content: ChartContent;
  readonly range: { readonly from: number; readonly to: number };
  readonly close: () => void;
}

/** The buckets in sight as numbers, newest first. */
export function ChartTable({ content, range, close }: ChartTableProps) {
  const zone = zoneOf(settings.value.zone);
  const { places } = content.plot;
  const first = Math.max(0, Math.ceil(range.from));
  const shown = places.slice(first, Math.floor(range.to) + 1).map((place, at) => ({ place, at: first + at })).reverse();
  const interest = new Map(content.interest.map(one => [one.time, one.usd]));
  const digits = content.decimals;
  return (
    <div class="chart-table">
      <button type="button" class="plain close" aria-label={texts.confirm.close} onClick={close}>
        ✕
      </button>
      <VirtualRows
        rows={shown}
        label={words.table}
        head={
          <tr>
            {words.columns.map(name => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        }
        row={({ place, at }) => (
          <tr key={place.time}>
            <th scope="row">{moment(place.time, zone)}</th>
            <td>{price(place.bucket?.open, digits)}</td>
            <td>{price(place.bucket?.high, digits)}</td>
            <td>{price(place.bucket?.low, digits)}</td>
            <td>{price(place.bucket?.close, digits)}</td>
            <td>{amount(place.spot)}</td>
            <td>{amount(place.perp)}</td>
            <td>{amount(place.bucket?.buy, false)}</td>
            <td>{amount(place.bucket?.sell, false)}</td>
            <td>{interest.has(place.time) ? amount(interest.get(place.time), false) : ''}</td>
            <td>
              {place.note ?? words.states[place.state]}
              {place.broken && ` · ${words.broken(place.broken.count, place.broken.isEstimate)}`}
            </td>
            <td>{content.marks.filter(mark => mark.place === at).map(mark => `${mark.record.signal.action} ${mark.side === 'exit' ? '' : score(mark.record.signal.score)} ${mark.kind}`).join(', ')}</td>
          </tr>
        )}
      />
    </div>
  );
}
