const width = 44;
const height = 16;

/** A line without scales: how something went, not how much it was. */
export function Sparkline({ values, label }: { values: readonly number[]; label: string }) {
  if (values.length < 2) {
    return null;
  }

  const [low, high] = [Math.min(...values), Math.max(...values)];
  const range = high - low || 1;
  const points = values.map((value, at) => `${((at / (values.length - 1)) * width).toFixed(1)},${(height - 1 - ((value - low) / range) * (height - 2)).toFixed(1)}`).join(' ');
  const isUp = (values.at(-1) as number) >= (values[0] as number);
  return (
    <svg class={`spark ${isUp ? 'up' : 'down'}`} width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <polyline points={points} fill="none" stroke="currentColor" stroke-width="1.2" />
    </svg>
  );
}
