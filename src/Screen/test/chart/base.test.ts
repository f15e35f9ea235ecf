import { computed, signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { sumStart, type FlowSum } from '../../src/chart/base';

const settled = (): Promise<void> => new Promise(done => setTimeout(done));

// A chart whose first bucket and whose anchor can be moved, that reads its end anew, and a service that answers when it is told to.
function chart(fromMs = 100) {
  const [choice, from, first, reads] = [signal('day'), signal(fromMs), signal(500), signal(0)];
  const asked: { readonly range: string; answer(sum: FlowSum): void; fail(): void }[] = [];
  const sums = sumStart({
    choice,
    anchorMs: computed(() => from.value),
    window: computed(() => ({ buckets: [{ time: first.value }], read: reads.value })),
    ask: (fromMs, toMs) => new Promise((answer, fail) => {
      asked.push({ range: `${fromMs} to ${toMs}`, answer, fail: () => fail(new Error('away')) });
    }),
  });
  return { choice, from, first, asked, start: () => sums.start.value, readAgain: () => { reads.value++; } };
}

describe('the start of the sums that are drawn', () => {
  it('needs nobody where all is loaded', () => {
    const { asked, start } = chart(500);

    expect([start(), asked.length]).toEqual([{ anchorMs: 500, base: { spot: 0, perp: 0 } }, 0]);
  });

  it('is not known before the service has said it, and is no zero meanwhile', async () => {
    const { asked, start } = chart();
    const before = start();

    asked[0]?.answer({ spot: 3, perp: -4 });
    await settled();

    expect([before, asked[0]?.range, start()]).toEqual([{ anchorMs: 100, base: null }, '100 to 500', { anchorMs: 100, base: { spot: 3, perp: -4 } }]);
  });

  it('stays where it is until the flow from a later moment of the same choice is known', async () => {
    const { from, asked, start } = chart();
    asked[0]?.answer({ spot: 3, perp: -4 });
    await settled();

    from.value = 160;
    const meanwhile = start();
    asked[1]?.answer({ spot: 2, perp: 1 });
    await settled();

    expect([meanwhile, start()]).toEqual([{ anchorMs: 100, base: { spot: 3, perp: -4 } }, { anchorMs: 160, base: { spot: 2, perp: 1 } }]);
  });

  it.each([
    ['another choice', ({ choice }: ReturnType<typeof chart>) => { choice.value = 'session'; }],
    ['another first bucket', ({ first }: ReturnType<typeof chart>) => { first.value = 400; }],
  ])('is not known for %s', async (_, change) => {
    const one = chart();
    one.asked[0]?.answer({ spot: 3, perp: -4 });
    await settled();

    change(one);

    expect([one.start().base, one.asked.length]).toEqual([null, 2]);
  });

  it('is not what was asked for earlier and comes later', async () => {
    const { first, asked, start } = chart();
    first.value = 400;

    asked[1]?.answer({ spot: 1, perp: 2 });
    await settled();
    asked[0]?.answer({ spot: 9, perp: 9 });
    await settled();

    expect(start()).toEqual({ anchorMs: 100, base: { spot: 1, perp: 2 } });
  });

  it('is asked for again, with the next read, when it could not be read, and once at a time', async () => {
    const { asked, start, readAgain } = chart();
    readAgain();
    asked[0]?.fail();
    await settled();
    const failed = [start().base, asked.length];

    readAgain();
    asked[1]?.answer({ spot: 5, perp: 6 });
    await settled();

    expect([failed, start().base, asked.length]).toEqual([[null, 1], { spot: 5, perp: 6 }, 2]);
  });
});
