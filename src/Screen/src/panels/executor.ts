import { fixed, isKnown, share, unknown } from '../format/numbers';
import { clock, span } from '../format/time';
import type { AccountView, PositionView } from '../source/views';
import { texts } from '../texts';
import type { Phase, PhaseStep } from './explained';

const words = texts.explain.limits;

/** A coin at a moment, as far as limits look at it. Ages in milliseconds, null where they are not known. */
export interface EntryMoment {
  readonly symbol: string;
  readonly barAge: number | null;
  readonly tradeAge: number | null;
  readonly positions: readonly PositionView[];
  readonly zone: string;
}

/** What each account that takes entries would say to one now, as far as that can be told beforehand, and what it would stake. */
export function executorsOf(accounts: readonly AccountView[], { symbol, barAge, tradeAge, positions, zone }: EntryMoment): readonly Phase[] {
  return accounts.flatMap(({ name, paused, takes, openPositions, limits }) => {
    if (!limits || takes === null) {
      return [];
    }

    const { coolDowns, cooldownAfterLossSeconds, maxLossTodayUsd } = limits;
    const cool = coolDowns?.find(one => one.symbol === symbol);
    const held = positions.filter(position => position.symbol === symbol && position.account === name).length;
    const steps = [
      step(words.entries, paused ? texts.top.paused : texts.top.running, '', !paused),
      limit(words.age, barAge, limits.maxSignalAgeSeconds * 1_000, span),
      limit(words.price, tradeAge, limits.maxPriceAgeSeconds * 1_000, span),
      limit(words.open, isKnown(openPositions) ? openPositions + 1 : null, limits.maxOpenPositions, fixed),
      limit(words.ofCoin(symbol), held + 1, limits.maxPositionsPerSymbol, fixed),
      ...(isKnown(maxLossTodayUsd) ? [step(words.day, fixed(limits.lostTodayUsd, 2), `< ${fixed(maxLossTodayUsd, 2)}`, (limits.lostTodayUsd ?? 0) < maxLossTodayUsd)] : []),
      ...(cooldownAfterLossSeconds > 0 ? [step(words.coolDown, cool ? words.until(clock(cool.untilUnixMs, zone)) : coolDowns ? words.none : unknown, words.after(span(cooldownAfterLossSeconds * 1_000)), coolDowns && !cool)] : []),
      step(words.stake, fixed(limits.stakeUsd, 2), words.perSize(share(limits.riskPerTrade)), null),
    ];
    const failed = steps.find(one => one.passed === false);
    return [{
      number: 6,
      title: accounts.length > 1 ? `${words.title} ${name}` : words.title,
      verdict: failed ? 'refuses' as const : 'passed' as const,
      summary: failed ? words.refuses(`${failed.name} ${failed.actual} ${failed.required}`.trim()) : words.takes(fixed(limits.stakeUsd, 2)),
      steps,
    }];
  });
}

function limit(name: string, value: number | null, most: number, text: (value: number | null) => string): PhaseStep {
  return step(name, text(value), `≤ ${text(most)}`, isKnown(value) && isKnown(most) ? value <= most : null);
}

function step(name: string, actual: string, required: string, passed: boolean | null): PhaseStep {
  return { phase: 6, name, actual, required, passed, isFirst: false, share: null };
}
