import { CrosshairMode, LineStyle, TickMarkType, type Time } from 'lightweight-charts';
import { amount } from '../format/numbers';
import { price } from '../format/price';
import { clock, day, minuteOf, moment } from '../format/time';
import { faint, type Colours } from './colours';

/** How the whole chart looks. Times stay UTC; only what is written of them is in the zone. */
export function chartOptions(colours: Colours, zone: () => string) {
  return {
    layout: {
      background: { color: colours.ground },
      textColor: colours.muted,
      fontSize: 11,
      // The library's logo would put a style element into the page; our own link stands beside the chart.
      attributionLogo: false,
      panes: { separatorColor: colours.line, separatorHoverColor: faint(colours.muted, 0.2) },
    },
    grid: { vertLines: { color: faint(colours.line, 0.45) }, horzLines: { color: faint(colours.line, 0.45) } },
    crosshair: {
      mode: CrosshairMode.Normal,
      vertLine: { color: colours.muted, labelBackgroundColor: colours.line },
      horzLine: { color: colours.muted, labelBackgroundColor: colours.line },
    },
    rightPriceScale: { borderColor: colours.line, minimumWidth: 78 },
    leftPriceScale: { visible: false },
    localization: { timeFormatter: (time: Time) => moment((time as number) * 1_000, zone()) },
    timeScale: {
      borderColor: colours.line,
      timeVisible: true,
      secondsVisible: true,
      rightOffset: 4,
      minBarSpacing: 0.25,
      tickMarkFormatter: (time: Time, kind: TickMarkType) => {
        const at = (time as number) * 1_000;
        return kind === TickMarkType.TimeWithSeconds ? clock(at, zone()) : kind === TickMarkType.Time ? minuteOf(at, zone()) : day(at, zone());
      },
    },
  };
}

/** How candles look. */
export function candleOptions({ up, down, muted }: Colours, decimals: number | undefined) {
  return {
    upColor: up,
    downColor: down,
    borderUpColor: up,
    borderDownColor: down,
    wickUpColor: up,
    wickDownColor: down,
    priceLineStyle: LineStyle.Dotted,
    priceLineColor: muted,
    priceFormat: { type: 'custom' as const, formatter: (value: number) => price(value, decimals), minMove: 10 ** -(decimals ?? 2) },
  };
}

/** How a line looks. */
export function lineOptions(color: string, formatter: (value: number) => string = amount) {
  return {
    color,
    priceLineColor: color,
    lineWidth: 2 as const,
    priceLineStyle: LineStyle.Dotted,
    crosshairMarkerRadius: 3,
    priceFormat: { type: 'custom' as const, formatter, minMove: 0.01 },
  };
}

/** A series behind another, on a scale of its own. */
export function hidden(scale: string) {
  return { priceScaleId: scale, lastValueVisible: false, priceLineVisible: false, base: 0 };
}

/** Open interest with the digits that tell its moves: 7.998 B and 7.995 B are not both 8 B. */
export function interestText(value: number): string {
  const size = Math.abs(value);
  const [unit, name] = size >= 1e9 ? [1e9, 'B'] : size >= 1e6 ? [1e6, 'M'] : [1e3, 'k'];
  return `${(value / unit).toFixed(3)} ${name}`;
}
