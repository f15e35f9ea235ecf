import { faint, type Colours } from './colours';
import { drawing, type Drawing } from './primitive';

/** A position on the chart, from its entry to its exit or to now. */
export interface Holding {
  readonly from: number;
  readonly to: number;
  readonly entry: number;
  /** Exit price, or the latest one. */
  readonly price: number;
  readonly isOpen: boolean;
  readonly isGain: boolean | null;
  /** What it has brought, with its sign. */
  readonly text: string;
}

/** Positions as segments: a line over the whole width would read as a level. */
export function holdingsDrawing(colours: () => Colours, holdings: () => readonly Holding[]): Drawing {
  return drawing('normal', ({ context, width, x, y }) => {
    for (const one of holdings()) {
      const [left, right, entry, price] = [x(one.from), x(one.to), y(one.entry), y(one.price)];
      if (entry === null || price === null || !(right >= 0 && left <= width)) {
        continue;
      }

      const { up, down, muted, text, ground } = colours();
      const colour = one.isGain === null ? muted : one.isGain ? up : down;
      if (one.isOpen) {
        context.fillStyle = faint(colour, 0.14);
        context.fillRect(left, Math.min(entry, price), right - left, Math.max(1, Math.abs(price - entry)));
      }

      context.strokeStyle = colour;
      context.lineWidth = one.isOpen ? 2 : 1;
      context.setLineDash(one.isOpen ? [] : [3, 2]);
      context.beginPath();
      context.moveTo(left, entry);
      context.lineTo(right, one.isOpen ? entry : price);
      context.stroke();
      context.setLineDash([]);
      if (one.isOpen) {
        context.font = '11px system-ui, "DejaVu Sans", sans-serif';
        context.textAlign = 'right';
        context.lineWidth = 3;
        context.strokeStyle = ground;
        context.fillStyle = text;
        context.strokeText(one.text, right - 4, entry - 5);
        context.fillText(one.text, right - 4, entry - 5);
      }
    }
  });
}
