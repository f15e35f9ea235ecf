import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/source/http';
import { createJoin, type Join } from '../../src/store/join';
import type { StreamEvent } from '../../src/stream/protocol';
import { drawer } from '../support/clock';

type Bars = ReadonlyMap<string, number>;

interface Read {
  answer(): void;
  fail(): void;
}

/** A service that tells every change by an event, and answers with a snapshot made at some time between question and answer. */
class Service {
  readonly bars = new Map<string, number>();
  sequence = 0;
  waiting: StreamEvent[] = [];
  reads: Read[] = [];

  change(name: string, value: number): void {
    this.bars.set(name, value);
    this.waiting.push({ id: ++this.sequence, kind: 'bar', data: { name, value } });
  }

  load(stop: AbortSignal): Promise<Answer<Bars>> {
    // The number first, then the values, as the service does: the answer may hold more than its number says.
    const asOf = this.sequence;
    return new Promise((resolve, reject) => {
      stop.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
      this.reads.push({ answer: () => resolve({ value: new Map(this.bars), asOf }), fail: () => reject(new Error('no answer')) });
    });
  }
}

const apply = (bars: Bars, event: StreamEvent): Bars => {
  const { name, value } = event.data as { name: string; value: number };
  return new Map(bars).set(name, value);
};

const settle = (): Promise<void> => new Promise(resolve => setTimeout(resolve));

describe('a snapshot and the stream', () => {
  it.each(Array.from({ length: 100 }, (_, seed) => seed + 1))('end as the service has it, whatever comes first (seed %d)', async seed => {
    const draw = drawer(seed);
    const pick = (count: number): number => Math.floor(draw() * count);
    const service = new Service();
    let retry = (): void => {};
    const join: Join<Bars> = createJoin<Bars>({
      load: stop => service.load(stop),
      apply,
      after: (_, act) => {
        retry = act;
        return () => {};
      },
    });
    for (let step = 0; step < 120; step++) {
      const chance = draw();
      if (chance < 0.5) {
        service.change(`bar ${pick(5)}`, draw());
      } else if (chance < 0.8) {
        service.waiting.splice(0, 1 + pick(3)).forEach(join.hear);
      } else if (chance < 0.9) {
        const read = service.reads.shift();
        if (draw() < 0.2) {
          read?.fail();
          await settle();
          retry();
        } else {
          read?.answer();
          await settle();
        }
      } else if (chance < 0.95) {
        // Something was lost on the way: what waited never comes.
        service.waiting = [];
        join.hear({ id: service.sequence, kind: 'resync', data: { asOf: service.sequence } });
      } else {
        join.reload();
      }
    }

    service.reads.forEach(read => read.answer());
    await settle();
    service.waiting.forEach(join.hear);
    await settle();
    service.reads.forEach(read => read.answer());
    await settle();

    expect(new Map([...(join.value.value ?? [])].sort())).toEqual(new Map([...service.bars].sort()));
  });

  it('that is told twice is applied once', async () => {
    const service = new Service();
    let applied = 0;
    const join = createJoin<Bars>({
      load: stop => service.load(stop),
      apply: (bars, event) => {
        applied++;
        return apply(bars, event);
      },
    });
    service.reads[0]?.answer();
    await settle();
    service.change('bar', 1);
    const [event] = service.waiting as [StreamEvent];
    join.hear(event);
    join.hear(event);

    expect(applied).toBe(1);
  });

  it('is read anew from a service that was started anew', async () => {
    const service = new Service();
    const join = createJoin<Bars>({ load: stop => service.load(stop), apply });
    const hello = (epoch: number): void => join.hear({ id: 0, kind: 'hello', data: { epoch } });
    hello(1);
    service.reads[0]?.answer();
    await settle();
    hello(1);
    expect(service.reads).toHaveLength(1);

    hello(2);

    expect(service.reads).toHaveLength(2);
  });

  it('says why it cannot be read, keeps what it has, and tries again', async () => {
    const service = new Service();
    service.change('bar', 1);
    const pauses: number[] = [];
    let retry = (): void => {};
    const join = createJoin<Bars>({
      load: stop => service.load(stop),
      apply,
      after: (ms, act) => {
        pauses.push(ms);
        retry = act;
        return () => {};
      },
    });
    service.reads.at(-1)?.fail();
    await settle();
    expect([join.problem.value?.title, join.value.value]).toEqual(['The service does not answer', undefined]);
    retry();
    service.reads.at(-1)?.fail();
    await settle();
    retry();
    service.reads.at(-1)?.answer();
    await settle();

    expect([pauses, join.problem.value, join.value.value?.get('bar')]).toEqual([[1_000, 2_000], null, 1]);
  });
});
