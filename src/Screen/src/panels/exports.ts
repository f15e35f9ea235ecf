import type { ChartContent, FlowChart } from '../chart/flowChart';
import type { ChartWindow } from '../chart/window';
import { csvTable } from '../format/csvTable';
import { share } from '../format/numbers';
import { iso, zoneOf } from '../format/time';
import { formatRoute, route } from '../route/route';
import { settings } from '../settings/settings';
import { texts } from '../texts';
import { save, saveText } from './save';

/** What is told with a picture or a file. */
export interface Exported {
  readonly symbol: string;
  readonly timeframe: string;
  readonly zone: string;
  readonly content: ChartContent | undefined;
  readonly window: ChartWindow | undefined;
  readonly version: string;
}

const columns = ['time', 'open', 'high', 'low', 'close', 'spot_delta', 'perp_delta', 'spot_cvd', 'perp_cvd', 'buys', 'sells', 'completeness'] as const;

/** The whole window as comma-separated values; what is not known is empty, and each row says how complete it is. */
export function csvOf({ content, zone }: Exported): string {
  return csvTable(columns, (content?.plot.places ?? []).map(({ time, bucket, spot, perp, state }) => [
    iso(time, zone), ...[bucket?.open, bucket?.high, bucket?.low, bucket?.close, bucket?.spot, bucket?.perp, spot, perp, bucket?.buy, bucket?.sell].map(value => value ?? null), texts.chart.states[state],
  ]));
}

/** Saves the window. */
export function saveCsv(exported: Exported): void {
  saveText(`${nameOf(exported)}.csv`, csvOf(exported));
}

/** Saves the chart as it is seen, with the strip, and a line that says what it is. */
export function savePicture(chart: FlowChart, exported: Exported): void {
  const picture = chart.api.takeScreenshot(true);
  const strip = document.querySelector<HTMLCanvasElement>('.strip canvas');
  const ratio = devicePixelRatio || 1;
  const canvas = document.createElement('canvas');
  const line = Math.round(22 * ratio);
  canvas.width = picture.width;
  canvas.height = picture.height + (strip?.height ?? 0) + line;
  const context = canvas.getContext('2d');
  if (context === null) {
    return;
  }

  const style = getComputedStyle(document.documentElement);
  context.fillStyle = style.getPropertyValue('--ground');
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0);
  if (strip !== null) {
    context.drawImage(strip, 0, picture.height);
  }

  context.fillStyle = style.getPropertyValue('--muted');
  context.font = `${Math.round(11 * ratio)}px system-ui, "DejaVu Sans", sans-serif`;
  context.fillText(captionOf(exported), 8 * ratio, canvas.height - 7 * ratio);
  canvas.toBlob(blob => blob && save(`${nameOf(exported)}.png`, blob));
}

/** Copies the address of what is looked at, with the zone that its times are in. */
export async function copyLink(): Promise<void> {
  const { origin, pathname } = location;
  const now = route.peek();
  await navigator.clipboard.writeText(`${origin}${pathname}${formatRoute({ ...now, query: { ...now.query, tz: zoneOf(settings.peek().zone) } })}`);
}

function captionOf({ symbol, timeframe, zone, content, version }: Exported): string {
  const places = content?.plot.places ?? [];
  const [first, last] = [places[0], places.at(-1)];
  const whole = places.filter(place => place.state === 'whole' || place.state === 'quiet').length;
  const range = first && last ? `${iso(first.time, zone)} – ${iso(last.time, zone)} ${zone}` : '';
  return `SqueezeFlow ${version} · ${symbol} ${timeframe} · ${range} · ${share(places.length === 0 ? null : whole / places.length)} of the bars whole`;
}

function nameOf({ symbol, timeframe, content }: Exported): string {
  const last = content?.plot.places.at(-1)?.time ?? 0;
  return `${symbol}-${timeframe}-${iso(last, 'UTC').replaceAll(':', '')}`.replace(/[^\p{L}\p{N}.$_-]/gu, '_');
}
