import { demoTexts } from '../../demoTexts';
import { amount, score } from '../../format/numbers';
import { price } from '../../format/price';
import { span } from '../../format/time';
import type { PositionView, SignalRecord, SymbolView } from '../../source/views';

/** What the guide looks at. */
export interface GuideFacts {
  readonly speed: number | null;
  readonly symbols: readonly SymbolView[];
  /** Newest first. */
  readonly signals: readonly SignalRecord[];
  readonly positions: readonly PositionView[];
}

/** Names of its steps, in their order. */
export const stepNames = ['chart', 'divergence', 'signal', 'open', 'close'] as const;

export type StepName = (typeof stepNames)[number];

/** A step that has come about. */
export interface Reached {
  readonly sentence: string;
  /** Where it can be looked at; null where that is anywhere. */
  readonly place: { readonly symbol: string; readonly at: number | null } | null;
}

const words = demoTexts.guide.steps;

/** The signal that is followed from its beginning to its end: the one that was chosen before, else the first that was not refused. */
export function storyOf(signals: readonly SignalRecord[], chosen: string | null): SignalRecord | undefined {
  const entries = signals.filter(({ signal, outcome }) => signal.action !== 'Close' && outcome !== 'Rejected' && outcome !== 'Expired');
  return entries.find(({ signal }) => signal.id === chosen) ?? entries.find(({ result }) => result != null) ?? entries.at(-1);
}

/** What has come about of a step by now; null while it has not. */
export function reachedOf(step: StepName, facts: GuideFacts, story: SignalRecord | undefined): Reached | null {
  const coin = story?.signal.baseSymbol ?? '';
  const place = story === undefined ? null : { symbol: coin, at: story.signal.barCloseUnixMs };
  const { symbols, signals, positions } = facts;
  switch (step) {
    case 'chart':
      return symbols.some(symbol => symbol.price !== null) ? { sentence: words.chart.done(String(facts.speed ?? 1)), place: null } : null;
    case 'divergence':
      return divergenceOf(symbols);
    case 'signal':
      return story === undefined ? null : { sentence: words.signal.done(story.signal.action.toUpperCase(), coin, price(story.signal.entryPrice), score(story.signal.score)), place };
    case 'open': {
      const held = positions.find(position => position.signalId === story?.signal.id);
      return story !== undefined && (held !== undefined || story.outcome === 'Filled') ? { sentence: words.open.done(coin, price(held?.entryPrice ?? story.fillPrice ?? story.signal.entryPrice)), place } : null;
    }
    case 'close': {
      const { result } = story ?? {};
      if (result != null) {
        return { sentence: words.close.done(coin, amount(result.profitUsd), span(result.holdingMinutes * 60_000)), place: { symbol: coin, at: result.exitUnixMs } };
      }

      const exit = story && signals.find(({ signal, outcome }) => signal.action === 'Close' && signal.baseSymbol === coin && signal.barCloseUnixMs > story.signal.barCloseUnixMs && outcome === 'Filled');
      return exit ? { sentence: words.close.closed(coin), place: { symbol: coin, at: exit.signal.barCloseUnixMs } } : null;
    }
  }
}

// The coin of which both sides say it loudest.
function divergenceOf(symbols: readonly SymbolView[]): Reached | null {
  const size = (symbol: SymbolView): number => Math.min(Math.abs(symbol.windowSpotCvd), Math.abs(symbol.windowPerpCvd));
  const [loudest] = symbols.filter(symbol => symbol.windowSpotCvd * symbol.windowPerpCvd < 0).sort((a, b) => size(b) - size(a));
  return loudest ? { sentence: words.divergence.done(loudest.symbol, amount(loudest.windowSpotCvd), amount(loudest.windowPerpCvd)), place: { symbol: loudest.symbol, at: null } } : null;
}
