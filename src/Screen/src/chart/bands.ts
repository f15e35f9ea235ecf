import { span } from '../format/time';
import { texts } from '../texts';
import { faint, type Colours } from './colours';
import type { Band } from './plot';
import { drawing, type Drawing, type Place2D } from './primitive';

/** Hatched bands over what is not whole, behind everything else of a pane. */
export function bandsDrawing(colours: () => Colours, bands: () => readonly Band[], isLabelled: boolean): Drawing {
  return drawing('bottom', place => {
    for (const band of bands()) {
      const left = place.x(band.first - 0.5);
      const right = place.x(band.last + 0.5);
      if (right >= 0 && left <= place.width) {
        draw(place, band, left, Math.max(right, left + 1), colours(), isLabelled);
      }
    }
  });
}

function draw({ context, height }: Place2D, band: Band, left: number, right: number, colours: Colours, isLabelled: boolean): void {
  const colour = band.kind === 'gap' ? colours.gap : band.kind === 'partial' ? colours.warning : colours.muted;
  context.save();
  context.beginPath();
  context.rect(left, 0, right - left, height);
  context.clip();
  if (band.kind === 'unknown') {
    dots(context, left, right, height, faint(colour, 0.45));
  } else {
    context.fillStyle = faint(colour, band.kind === 'gap' ? 0.13 : 0.08);
    context.fillRect(left, 0, right - left, height);
    hatch(context, left, right, height, band.kind === 'gap' ? 6 : 11, faint(colour, 0.3));
  }

  context.restore();
  if (band.isCut) {
    zigzag(context, (left + right) / 2, height, colours);
  }

  if (isLabelled && right - left > 14) {
    context.font = '10.5px system-ui, "DejaVu Sans", sans-serif';
    context.fillStyle = colours.muted;
    // What is missing must be read; what is merely partial may go without words where it is narrow.
    const room = Math.max(right - left - 6, band.kind === 'gap' ? 100 : 0);
    const label = labelsOf(band).find(text => context.measureText(text).width <= room);
    context.fillText(label ?? '', left + 4, 12);
  }
}

function labelsOf(band: Band): string[] {
  const words = texts.chart.bands;
  if (band.note !== undefined && band.kind === 'gap') {
    return [band.note, words.unread];
  }

  const short = band.isCut ? words.cut(span(band.to - band.from)) : words[band.kind];
  return band.missing?.count == null ? [short] : [`${short} · ${words.missing(band.missing.count, band.missing.isEstimate)}`, short];
}

function hatch(context: CanvasRenderingContext2D, left: number, right: number, height: number, step: number, colour: string): void {
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.beginPath();
  // Anchored to the page, not to the band: the hatch stands still while the chart moves under it.
  for (let x = Math.floor((left - height) / step) * step; x < right; x += step) {
    context.moveTo(x, height);
    context.lineTo(x + height, 0);
  }

  context.stroke();
}

function dots(context: CanvasRenderingContext2D, left: number, right: number, height: number, colour: string): void {
  context.fillStyle = colour;
  for (let x = Math.ceil(left / 8) * 8; x < right; x += 8) {
    for (let y = 6; y < height; y += 8) {
      context.fillRect(x, y, 1.5, 1.5);
    }
  }
}

function zigzag(context: CanvasRenderingContext2D, x: number, height: number, colours: Colours): void {
  context.strokeStyle = colours.ground;
  context.lineWidth = 5;
  for (const pass of [0, 1]) {
    context.beginPath();
    for (let y = 0, side = 1; y <= height; y += 7, side = -side) {
      context.lineTo(x + side * 4, y);
    }

    context.stroke();
    context.strokeStyle = colours.muted;
    context.lineWidth = pass + 1;
  }
}
