import { useEffect, useRef } from 'preact/hooks';
import type { IChartApi } from 'lightweight-charts';
import { coloursOf, type Colours } from '../chart/colours';
import { placeAt } from '../chart/marksOf';
import { coordinateOf } from '../chart/primitive';
import type { Place } from '../chart/plot';
import { stripOf, type StripPart } from '../chart/proof';
import type { Unread } from '../chart/unread';
import { amount, fixed } from '../format/numbers';
import { clock, moment, zoneOf } from '../format/time';
import { go } from '../route/route';
import { settings } from '../settings/settings';
import type { LedgerView } from '../source/views';
import { useServices } from '../store/services';
import { texts } from '../texts';

const rowHeight = 10;
const words = texts.strip;

interface StripProps {
  readonly ledgers: readonly LedgerView[];
  readonly unread: Unread;
  readonly places: readonly Place[];
  readonly lengthMs: number;
  readonly chart: IChartApi | null;
  readonly symbol: string;
}

/** One row a market under the chart, on the chart's own time axis: what is proven, what is missing, what was filled. */
export function Strip({ ledgers, unread, places, lengthMs, chart, symbol }: StripProps) {
  const { source } = useServices();
  const canvas = useRef<HTMLCanvasElement>(null);
  const strips = ledgers.map(ledger => stripOf(ledger, { run: runText, gap: gapText }, unread.get(ledger.market)));
  // Colours come with the theme.
  void settings.value.theme;
  useEffect(() => {
    const element = canvas.current;
    if (element === null || chart === null) {
      return undefined;
    }

    let frame = 0;
    const paint = (): void => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => draw(element, chart, strips, places, lengthMs));
    };
    paint();
    const observer = new ResizeObserver(paint);
    observer.observe(element);
    chart.timeScale().subscribeVisibleLogicalRangeChange(paint);
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
      chart.timeScale().unsubscribeVisibleLogicalRangeChange(paint);
    };
  });

  const partAt = (event: MouseEvent): { market: string; part: StripPart | undefined } | null => {
    const element = canvas.current;
    if (element === null || chart === null) {
      return null;
    }

    const box = element.getBoundingClientRect();
    const row = Math.floor((event.clientY - box.top) / rowHeight);
    const place = places[Math.round(chart.timeScale().coordinateToLogical(event.clientX - box.left) ?? -1)];
    const market = ledgers[row]?.market;
    return market === undefined ? null : { market, part: place && strips[row]?.findLast(part => part.from < place.time + lengthMs && part.to > place.time) };
  };

  return (
    <div class="strip" role="group" aria-label={words.title}>
      <canvas
        ref={element => {
          canvas.current = element;
          element?.style.setProperty('height', `${ledgers.length * rowHeight}px`);
        }}
        role="img"
        aria-label={ledgers.map(ledger => sentenceOf(ledger, unread.get(ledger.market))).join(' ')}
        onMouseMove={event => {
          const found = partAt(event);
          event.currentTarget.title = found === null ? '' : noteOf(found.market, found.part);
        }}
        onClick={event => {
          const found = partAt(event);
          if (found !== null && source.isLive) {
            go('gaps', [], { market: found.market, symbol, at: String(found.part?.from ?? '') });
          }
        }}
      />
      <ol>
        {ledgers.map(ledger => (
          <li key={ledger.market} title={ledger.market}>
            {ledger.market.split(':')[0]}
          </li>
        ))}
      </ol>
    </div>
  );
}

function draw(element: HTMLCanvasElement, chart: IChartApi, strips: readonly StripPart[][], places: readonly Place[], lengthMs: number): void {
  const ratio = devicePixelRatio || 1;
  const [width, height] = [element.clientWidth, element.clientHeight];
  element.width = Math.round(width * ratio);
  element.height = Math.round(height * ratio);
  const context = element.getContext('2d');
  if (context === null || places.length === 0) {
    return;
  }

  const colours = coloursOf(element);
  const scale = chart.timeScale();
  const x = (time: number): number => {
    const at = Math.max(0, placeAt(places, time));
    const place = places[at] as Place;
    const into = Math.min(1, Math.max(0, (time - place.time) / lengthMs));
    return coordinateOf(scale, at - 0.5 + into);
  };
  context.scale(ratio, ratio);
  strips.forEach((strip, row) => {
    context.fillStyle = colours.line;
    const [left, right] = [Math.max(0, x((places[0] as Place).time)), Math.min(width, x((places.at(-1) as Place).time + lengthMs))];
    context.fillRect(left, row * rowHeight + 1, Math.max(0, right - left), rowHeight - 2);
    for (const part of strip) {
      const [from, to] = [x(part.from), x(part.to)];
      if (part.to > (places[0] as Place).time && to >= 0 && from <= width) {
        paint(context, part, Math.max(left, from), Math.max(to, from + 2), row * rowHeight + 1, colours);
      }
    }
  });
}

function paint(context: CanvasRenderingContext2D, { kind }: StripPart, from: number, to: number, top: number, colours: Colours): void {
  context.fillStyle = kind === 'gap' ? colours.gap : kind === 'partial' ? colours.warning : colours.complete;
  context.fillRect(from, top, to - from, rowHeight - 2);
  if (kind === 'filled') {
    // Complete now, and marked as having been mended.
    context.fillStyle = colours.text;
    context.fillRect(from, top + rowHeight - 4, to - from, 1.5);
  } else if (kind === 'gap') {
    context.fillStyle = colours.ground;
    for (let x = from; x < to; x += 4) {
      context.fillRect(x, top, 1, rowHeight - 2);
    }
  }
}

function sentenceOf(ledger: LedgerView, unreadSince: number | undefined): string {
  const open = ledger.gaps.filter(gap => gap.filledBy === null).length;
  const filled = ledger.gaps.length - open;
  return `${ledger.market}: ${ledger.runs.some(run => run.state === 'Partial') ? words.kinds.partial : words.kinds.complete}, ${open} ${words.kinds.gap}${filled > 0 ? `, ${filled} ${words.kinds.filled}` : ''}${unreadSince === undefined ? '' : `, ${unreadText(unreadSince)}`}.`;
}

function noteOf(market: string, part: StripPart | undefined): string {
  const zone = zoneOf(settings.value.zone);
  return part?.to === Number.POSITIVE_INFINITY ? `${market}: ${unreadText(part.from)}` : part === undefined ? `${market}: ${words.kinds.unknown}` : `${market}: ${words.kinds[part.kind]}, ${moment(part.from, zone)} – ${moment(part.to, zone)} ${zone}. ${part.note}`;
}

function unreadText(since: number): string {
  return words.unread(words.since(clock(since, zoneOf(settings.value.zone))));
}

function runText(trades: number, firstId: number, lastId: number, notional: number, proof: string): string {
  return words.run(fixed(trades), firstId > 0 ? ` (${firstId}–${lastId})` : '', amount(notional, false), proof);
}

function gapText(missing: number | null, reason: string, filledBy: string | null): string {
  return words.gap(missing === null ? words.some : words.exactly(fixed(missing)), reason, filledBy === null ? words.notFilled : words.filledBy(filledBy));
}
