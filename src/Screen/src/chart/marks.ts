import type { SignalRecord } from '../source/views';
import type { Colours } from './colours';
import { drawing, type Drawing, type Place2D } from './primitive';

export type MarkKind = 'accepted' | 'pending' | 'refused' | 'expired' | 'exit';

/** A signal at its place. */
export interface Mark {
  readonly place: number;
  /** Price that it points at: the low of its bucket for a long, the high for a short, its own for an exit. */
  readonly price: number;
  readonly side: 'long' | 'short' | 'exit';
  readonly kind: MarkKind;
  /** Eight characters at most: longer ones hide candles. */
  readonly text: string;
  readonly record: SignalRecord;
}

interface Drawn {
  readonly x: number;
  readonly y: number;
  readonly marks: readonly Mark[];
}

const near = 24;
const reach = 11;

/** Signals over the candles. */
export interface MarksDrawing extends Drawing {
  /** The signals under a point of the pane. */
  at(x: number, y: number): readonly Mark[];
}

/** Signals over the candles; those that would lie on each other are counted instead. */
export function marksDrawing(colours: () => Colours, marks: () => readonly Mark[]): MarksDrawing {
  let drawn: Drawn[] = [];
  const base = drawing('top', place => {
    drawn = group(place, marks());
    for (const one of drawn) {
      draw(place.context, one, colours());
    }
  });
  return { ...base, at: (x, y) => drawn.find(one => Math.hypot(one.x - x, one.y - y) <= reach)?.marks ?? [] };
}

function group(place: Place2D, marks: readonly Mark[]): Drawn[] {
  const groups: { x: number; y: number; marks: Mark[] }[] = [];
  for (const mark of marks) {
    const x = place.x(mark.place);
    const price = place.y(mark.price);
    if (price === null || !(x > -near && x < place.width + near)) {
      continue;
    }

    const y = mark.side === 'long' ? price + 12 : mark.side === 'short' ? price - 12 : price;
    const known = groups.findLast(other => other.marks[0]?.side === mark.side && Math.abs(other.x - x) < near);
    if (known) {
      known.marks.push(mark);
    } else {
      groups.push({ x, y: Math.min(Math.max(y, 10), place.height - 10), marks: [mark] });
    }
  }

  return groups;
}

function draw(context: CanvasRenderingContext2D, { x, y, marks }: Drawn, colours: Colours): void {
  const mark = marks.at(-1) as Mark;
  const isUp = mark.side === 'long';
  const colour = mark.kind === 'refused' || mark.kind === 'expired' ? colours.muted : mark.side === 'exit' ? colours.text : isUp ? colours.up : colours.down;
  context.strokeStyle = colour;
  context.fillStyle = mark.kind === 'accepted' ? colour : colours.ground;
  context.lineWidth = 1.5;
  context.beginPath();
  if (mark.kind === 'expired') {
    context.moveTo(x - 4, y - 4);
    context.lineTo(x + 4, y + 4);
    context.moveTo(x + 4, y - 4);
    context.lineTo(x - 4, y + 4);
  } else if (mark.kind === 'refused') {
    context.rect(x - 4, y - 4, 8, 8);
  } else if (mark.side === 'exit') {
    context.arc(x, y, 4, 0, Math.PI * 2);
  } else {
    const tip = isUp ? -6 : 6;
    context.moveTo(x, y + tip);
    context.lineTo(x + 5.5, y - tip * 0.75);
    context.lineTo(x - 5.5, y - tip * 0.75);
    context.closePath();
  }

  context.fill();
  context.stroke();
  const text = marks.length > 1 ? `${marks.length}×` : mark.text;
  context.font = '11px system-ui, "DejaVu Sans", sans-serif';
  context.textAlign = 'center';
  context.lineWidth = 3;
  context.strokeStyle = colours.ground;
  context.fillStyle = colours.text;
  const line = mark.side === 'short' ? y - 9 : y + 18;
  context.strokeText(text, x, line);
  context.fillText(text, x, line);
}
