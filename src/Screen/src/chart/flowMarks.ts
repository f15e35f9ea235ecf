import { texts } from '../texts';
import { faint, type Colours } from './colours';
import type { Place } from './plot';
import { drawing, type Drawing, type Place2D } from './primitive';

const roomForWords = 170;

/** Where the sums of volume delta go on after a hole, without what is missing in it. */
export function brokenDrawing(colours: () => Colours, places: () => readonly Place[]): Drawing {
  return drawing('top', ({ context, width, x, y }) => {
    const { warning, ground, text } = colours();
    let free = Number.NEGATIVE_INFINITY;
    places().forEach((place, at) => {
      const [left, top] = [x(at), place.broken === undefined || place.spot === null ? null : y(place.spot)];
      if (place.broken === undefined || top === null || !(left > -20 && left < width + 20)) {
        return;
      }

      context.lineWidth = 1.5;
      context.strokeStyle = warning;
      context.beginPath();
      for (const shift of [-3, 1]) {
        context.moveTo(left + shift - 2, top + 7);
        context.lineTo(left + shift + 4, top - 7);
      }

      context.stroke();
      if (left > free) {
        const words = texts.chart.broken(place.broken.count, place.broken.isEstimate);
        context.font = '10.5px system-ui, "DejaVu Sans", sans-serif';
        context.lineWidth = 3;
        context.strokeStyle = ground;
        context.fillStyle = text;
        context.strokeText(words, left + 8, top - 8);
        context.fillText(words, left + 8, top - 8);
        free = left + roomForWords;
      }
    });
  });
}

/** What lies between spot and perpetual flow; nothing where either is not known. */
export function divergenceDrawing(colours: () => Colours, places: () => readonly Place[]): Drawing {
  return drawing('bottom', place2D => {
    const { spot, perp } = colours();
    const all = places();
    let from = -1;
    all.forEach((place, at) => {
      const isThere = place.spot !== null && place.perp !== null;
      from = isThere && from < 0 ? at : from;
      const next = all[at + 1];
      if (from >= 0 && (!isThere || next === undefined)) {
        const last = isThere ? at : at - 1;
        fill(place2D, all, from, last, faint((all[last]?.spot ?? 0) >= (all[last]?.perp ?? 0) ? spot : perp, 0.14));
        from = -1;
      }
    });
  });
}

function fill({ context, x, y }: Place2D, places: readonly Place[], first: number, last: number, colour: string): void {
  context.fillStyle = colour;
  context.beginPath();
  for (let at = first; at <= last; at++) {
    context.lineTo(x(at), y(places[at]?.spot ?? 0) ?? 0);
  }

  for (let at = last; at >= first; at--) {
    context.lineTo(x(at), y(places[at]?.perp ?? 0) ?? 0);
  }

  context.fill();
}
