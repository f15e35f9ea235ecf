import type { Bucket } from '../../src/chart/buckets';
import type { AccountLimits, AccountView, Gap, LedgerRun, LedgerView, SignalRecord, SymbolView } from '../../src/source/views';

export const minute = 60_000;

/** A bucket of a minute with these deltas. */
export function bucket(time: number, spot: number | null = 1, perp: number | null = -1, some: Partial<Bucket> = {}): Bucket {
  return { time, open: 10, high: 12, low: 9, close: 11, buy: 3, sell: 2, spot, perp, isPartial: false, ...some };
}

export function gap(from: number, to: number, some: Partial<Gap> = {}): Gap {
  return { market: 'BINANCE:btcusdt', beforeId: 1, beforeUnixMs: from, afterId: 9, afterUnixMs: to, missing: 7, reason: 'ids', filledBy: null, ...some };
}

export function run(from: number, to: number, state: LedgerRun['state'] = 'Complete'): LedgerRun {
  return { market: 'BINANCE:btcusdt', fromUnixMs: from, toUnixMs: to, firstId: 1, lastId: 9, trades: 9, buyNotional: 1, sellNotional: 2, gapsFound: 0, gapsFilled: 0, state, proof: 'Ids', feedId: 'BINANCE/0', epoch: 1 };
}

export function ledger(runs: readonly LedgerRun[], gaps: readonly Gap[] = [], market = 'BINANCE:btcusdt'): LedgerView {
  return { market, from: '', to: '', completeMinutes: 0, partialMinutes: 0, unknownMinutes: 0, runs, gaps };
}

export function signal(some: Partial<SignalRecord['signal']> = {}, outcome = 'Filled'): SignalRecord {
  return {
    signal: {
      id: 'sqz-BTCUSDT-60000-L', symbol: 'BTCUSDT', baseSymbol: 'BTC', action: 'Long', barCloseUnixMs: minute, score: 7.25, positionSizeFactor: 1, leverage: 3, entryPrice: 11, confidence: 0.7,
      reasoning: '', ttlSeconds: 600, positionId: null, tradeId: null, spotCvd: 0, perpCvd: 0, resetLow: null, resetHigh: null, source: null, ...some,
    },
    outcome,
    detail: null,
    fillPrice: null,
  };
}

export function symbol(name: string, some: Partial<SymbolView> = {}): SymbolView {
  return {
    symbol: name, spotMarkets: 1, perpMarkets: 1, price: 1, marketTime: null, spotCvd: 0, perpCvd: 0, windowSpotCvd: 0, windowPerpCvd: 0, bars: 50, decision: 'NONE', score: 0,
    firstFailure: null, evaluatedAt: null, pendingSignals: 0, trades: 0, waitingBar: null, lastTradeAt: null, historyProblem: null, holdReason: null, ...some,
  };
}

export function account(limits: Partial<AccountLimits>): AccountView {
  return {
    name: 'main', behind: 'paper', dryRun: true, totalUsd: 10_000, freeUsd: 9_000, openPositions: 0, paused: false, takes: 'all coins', problem: null,
    limits: {
      riskPerTrade: 0.02, stakeUsd: 200, maxOpenPositions: 2, maxPositionsPerSymbol: 1, maxSignalAgeSeconds: 300, maxPriceAgeSeconds: 60, cooldownAfterLossSeconds: 3_600, lostTodayUsd: null, maxLossTodayUsd: null,
      coolDowns: [], ...limits,
    },
  };
}
