const dayMs = 86_400_000;

// Funding is settled every eight hours on most perpetuals.
const sessionMs = dayMs / 3;

/** Where the sums of volume delta begin. */
export type AnchorMode = 'window' | 'session' | 'day' | 'signal' | 'bar';

interface AnchorTimes {
  /** Left edge of the strategy's window. */
  readonly windowMs: number;
  /** Start of the last bucket. */
  readonly lastMs: number;
  /** Close of the bar of the last signal. */
  readonly signalMs: number | undefined;
  /** Bar that somebody has chosen. */
  readonly barMs: number | null;
}

/** The moment that is meant; where there is none, the left edge of the strategy's window. */
export function anchorOf(mode: AnchorMode, { windowMs, lastMs, signalMs, barMs }: AnchorTimes): number {
  switch (mode) {
    case 'session':
      return Math.floor(lastMs / sessionMs) * sessionMs;
    case 'day':
      return Math.floor(lastMs / dayMs) * dayMs;
    case 'signal':
      // What lies before the strategy's window cannot be summed up.
      return Math.max(signalMs ?? windowMs, windowMs);
    case 'bar':
      return barMs ?? windowMs;
    default:
      return windowMs;
  }
}
