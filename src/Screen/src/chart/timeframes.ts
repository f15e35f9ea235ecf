/** Lengths of a bar that can be chosen, in the order of their keys 1 to 6. */
export const timeframes = ['1s', '5s', '1m', '5m', '15m', '1h'] as const;

/** Where a window is zoomed out of these, too. */
const longer = ['4h', '1d'] as const;

const unitMs: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds of a timeframe; those of a minute for what is none. */
export function lengthOf(timeframe: string): number {
  const match = /^(\d+)([smhd])$/.exec(timeframe);
  return match ? Number(match[1]) * (unitMs[match[2] as string] as number) : 60_000;
}

/** Whether it can be asked for. */
export function isTimeframe(text: string | undefined): text is string {
  return text !== undefined && /^[1-9]\d{0,3}[smhd]$/.test(text);
}

/** Start of the bucket that a moment lies in. */
export function floorTo(unixMs: number, lengthMs: number): number {
  return Math.floor(unixMs / lengthMs) * lengthMs;
}

/** The next larger one; null when there is none. */
export function nextLarger(timeframe: string): string | null {
  const all: readonly string[] = [...timeframes, ...longer];
  return all.find(one => lengthOf(one) > lengthOf(timeframe)) ?? null;
}
