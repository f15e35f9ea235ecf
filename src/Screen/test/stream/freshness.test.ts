import { beforeEach, describe, expect, it } from 'vitest';
import { createLadder, type Ladder } from '../../src/stream/freshness';

describe('the ladder of freshness', () => {
  let monotonic: number;
  let wall: number;
  let ladder: Ladder;
  const beat = (now = wall): void => ladder.hear({ id: 0, kind: 'beat', data: { now: new Date(now).toISOString() } });
  const pass = (ms: number): void => {
    monotonic += ms;
    wall += ms;
    ladder.tick();
  };

  beforeEach(() => {
    monotonic = 1_000;
    wall = Date.UTC(2026, 0, 1);
    ladder = createLadder(() => monotonic, () => wall);
  });

  it('is neither live nor dead before anything was heard', () => {
    pass(4_000);
    expect(ladder.state.value.level).toBe('connecting');
  });

  it('is live for five seconds, stale for thirty, and then offline', () => {
    beat();
    const seen: [number, string][] = [];
    for (let second = 1; second <= 36; second++) {
      pass(1_000);
      seen.push([ladder.state.value.seconds, ladder.state.value.level]);
    }

    expect(seen.filter(([, level]) => level === 'stale')).toEqual(Array.from({ length: 25 }, (_, index) => [index + 6, 'stale']));
    expect([seen[4]?.[1], seen[5]?.[1], seen[29]?.[1], seen[30]?.[1]]).toEqual(['live', 'stale', 'stale', 'offline']);
  });

  it('recovers with the next sign of life, whatever it is', () => {
    beat();
    pass(40_000);
    ladder.hear({ id: 9, kind: 'sym', data: {} });
    expect(ladder.state.value.level).toBe('live');
  });

  it('does not care for a wall clock that is set anew', () => {
    beat();
    wall += 3_600_000;
    monotonic += 1_000;
    ladder.tick();
    expect(ladder.state.value.level).toBe('live');
  });

  it('says so when the clocks of both sides differ by more than two seconds', () => {
    beat(wall + 1_500);
    expect(ladder.state.value.skewMs).toBeNull();
    beat(wall - 10_000);
    expect(ladder.state.value.skewMs).toBe(-10_000);
    beat();
    expect(ladder.state.value.skewMs).toBeNull();
  });

  it('counts down to the next attempt', () => {
    beat();
    pass(31_000);
    ladder.link({ isOpen: false, retryAt: wall + 8_000 });
    pass(3_000);
    expect(ladder.state.value.retryIn).toBe(5);
  });

  it('wakes nobody while all is well', () => {
    beat();
    let woken = -1;
    ladder.state.subscribe(() => woken++);
    pass(1_000);
    beat();
    pass(1_000);
    expect(woken).toBe(0);
  });
});
