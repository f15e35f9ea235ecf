import { describe, expect, it } from 'vitest';
import { loadWindow } from '../../src/chart/window';
import type { Source } from '../../src/source/source';

const minute = 60_000;

/** A source of 100 minutes that answers when it is told to. */
function slowSource(): { readonly source: Source; readonly asked: (number | undefined)[]; answer(): Promise<void> } {
  const asked: (number | undefined)[] = [];
  const waiting: (() => void)[] = [];
  const held = <T>(value: T): Promise<{ value: T; asOf: number }> => new Promise(resolve => waiting.push(() => resolve({ value, asOf: 1 })));
  const opens = Array.from({ length: 100 }, (_, at) => at * minute);
  const source = {
    isLive: true,
    points: { first: 100, most: 200 },
    bars: (_: string, range: { from?: number | undefined }) => {
      asked.push(range.from);
      return held({ bars: [] });
    },
    cvd: () => held({ openUnixMs: opens, spotDelta: opens, perpDelta: opens, close: opens, partialUnixMs: [] }),
    ledger: () => held([]),
  } as unknown as Source;
  const answer = async (): Promise<void> => {
    // The ledger is asked for after the bars have come.
    for (let turn = 0; turn < 3; turn++) {
      waiting.splice(0).forEach(release => release());
      await new Promise(resolve => setTimeout(resolve));
    }
  };
  return { source, asked, answer };
}

describe('the window of a chart', () => {
  it('reads later what it was told of while it was reading something else', async () => {
    const { source, asked, answer } = slowSource();
    const loader = loadWindow(source, 'BTC', '1m', null, () => 100 * minute);
    await answer();
    void loader.refresh(98 * minute);
    void loader.refresh(40 * minute);
    await answer();
    void loader.refresh(99 * minute);
    await answer();
    expect(asked.slice(1)).toEqual([98 * minute, 40 * minute]);
  });
});
