/** The colours of a chart, as the page's theme has them now. */
export interface Colours {
  readonly ground: string;
  readonly panel: string;
  readonly line: string;
  readonly text: string;
  readonly muted: string;
  readonly up: string;
  readonly down: string;
  readonly spot: string;
  readonly perp: string;
  readonly bad: string;
  readonly warning: string;
  readonly gap: string;
  readonly complete: string;
}

const names = ['ground', 'panel', 'line', 'text', 'muted', 'up', 'down', 'spot', 'perp', 'bad', 'warning', 'gap', 'complete'] as const;

/** Reads them off an element. */
export function coloursOf(element: Element): Colours {
  const style = getComputedStyle(element);
  return Object.fromEntries(names.map(name => [name, style.getPropertyValue(`--${name}`).trim()])) as unknown as Colours;
}

/** A colour of six digits, let through by so much: 0 to 1. */
export function faint(colour: string, strength: number): string {
  return colour + Math.round(strength * 255).toString(16).padStart(2, '0');
}
