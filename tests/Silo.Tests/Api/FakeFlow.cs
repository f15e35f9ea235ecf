using System.Collections.Concurrent;
using Orleans.Concurrency;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Orders.Accounts;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Explaining;
using SqueezeFlow.Core.Signals.External;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Core.Views.Shadowing;
using SqueezeFlow.Interfaces.Execution;
using SqueezeFlow.Interfaces.Feeds;
using SqueezeFlow.Interfaces.Signals;
using SqueezeFlow.Interfaces.Symbols;
using SqueezeFlow.Silo.Service;

namespace SqueezeFlow.Silo.Tests.Api;

/// <summary>One symbol with two markets, one feed and an executor, without any grain behind them.</summary>
internal sealed class FakeFlow : IGrainAccess, IExecutorGrain, IFeedGrain, ISymbolGrain
{
    public static readonly DateTimeOffset MarketTime = DateTimeOffset.FromUnixTimeMilliseconds(1_735_689_960_000);

    public AccountRoutes Routes => new(
        [.. Further.Keys.Select(account => AccountRoute.Of(account, "DOGE", 0, 10)), AccountRoute.Of("main", "", 0, 10)], []);

    /// <summary>Executors of further accounts.</summary>
    public SortedDictionary<string, FakeFlow> Further { get; } = new(StringComparer.Ordinal);

    /// <summary>Open positions of the account.</summary>
    public IReadOnlyList<PositionView> Positions { get; set; } = [];

    /// <summary>What was done with signals.</summary>
    public IReadOnlyList<OrderIntent> Orders { get; set; } = [];

    /// <summary>Positions that were closed by hand.</summary>
    public List<string> Closed { get; } = [];

    public IExecutorGrain ExecutorOf(string account) => account == "main" ? this : Further[account];

    public bool IsPaused { get; private set; }

    public string? Restarted { get; private set; }

    /// <summary>What a look at the connections ends with; null where it is answered.</summary>
    public Exception? FeedsFailure { get; set; }

    public int FeedsAsked { get; private set; }

    public IReadOnlyList<string> Tracked { get; set; } = ["$WIF", "BTC", "币安人生"];

    public bool HasMarkets { get; set; } = true;

    /// <summary>Why nothing was evaluated; null when something was.</summary>
    public string? HistoryProblem { get; set; }

    public IFeedGrain Feed(string id)
    {
        Restarted = id;
        return this;
    }

    public IExchangeGrain Exchange(string id) => new FakeExchange();

    public ISymbolGrain Symbol(string symbol) => this;

    /// <summary>Signals from outside that were handed over, by key.</summary>
    public ConcurrentDictionary<string, ExternalSignal> Sent { get; } = new();

    /// <summary>What becomes of a signal from outside that is new.</summary>
    public Func<ExternalSignal, ExternalAnswer>? OnSent { get; set; }

    /// <summary>The verdict of the executor; null while there is none.</summary>
    public SignalRecord? Verdict { get; set; }

    public IExternalSignalGrain External(string key) => new FakeExternalSignal(this, key);

    public Task<IReadOnlyList<string>> GetTrackedAsync() => Task.FromResult(Tracked);

    public Task<OpenInterestView> GetOpenInterestAsync(string symbol) => Task.FromResult(new OpenInterestView(
        symbol,
        MarketTime,
        1.5,
        [new("FUTURES_AGG", null, null, null, null, [], ["BYBIT"]), new("TOTAL_AGG", 150_000, 3, MarketTime, 2.5, ["OKX"], [])],
        [new("OKX", 150_000, 3, MarketTime, 2.5, 1, true, null), new("BYBIT", null, null, null, null, 0, false, "HTTP 500")],
        [new("OKX:BTC-USDT-SWAP", 150_000, 3, MarketTime, 2.5, true, null)]));

    public Task<IReadOnlyList<FeedView>> GetFeedsAsync(CancellationToken cancellationToken)
    {
        FeedsAsked++;
        return FeedsFailure is { } failure ? throw failure : Task.FromResult<IReadOnlyList<FeedView>>([new("BINANCE/0", "BINANCE", "ws://127.0.0.1", "connected", "silo", 1, MarketTime, 1, 10, 1_000, 10, 1.5, 1, null, new Dictionary<string, long>(), null)]);
    }

    public Task<IReadOnlyList<MarketView>> GetMarketsAsync(CancellationToken cancellationToken) =>
        Task.FromResult(HasMarkets ? Markets() : []);

    public Task<IReadOnlyList<SymbolView>> GetSymbolsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<SymbolView>>([View()]);

    public ValueTask<SymbolView> GetViewAsync() => new(View());

    public ValueTask<IReadOnlyList<MarketView>> GetMarketsAsync() => new(Markets());

    public ValueTask<DataDoubt> GetDoubtAsync(long fromUnixMs, long toUnixMs) => throw new NotSupportedException();

    /// <summary>Close of the bar whose evaluation is kept besides the latest; null for none.</summary>
    public long? Explained { get; set; }

    /// <summary>Evaluations that came near an entry.</summary>
    public IReadOnlyList<NearMiss> Near { get; set; } = [];

    public ValueTask<IReadOnlyList<NearMiss>> GetNearMissesAsync() => new(Near);

    /// <summary>Shadows of each symbol.</summary>
    public IReadOnlyList<ShadowSymbolView> Shadows { get; set; } = [];

    public ValueTask<IReadOnlyList<ShadowSymbolView>> GetShadowsAsync() => new(Shadows);

    public ValueTask<Explanation?> ExplainAsync(long? barCloseUnixMs) => new(barCloseUnixMs is not null && Explained is { } close
        ? new Explanation("BTC", close, StrategyProfile.Corrected, 40, "LONG", 7, null, [])
        : barCloseUnixMs is null && HistoryProblem is null
        ? new Explanation("BTC", 1, StrategyProfile.Corrected, 1, "HOLD", double.NaN, "spot delta too small", [])
        : null);

    public ValueTask<CvdView> GetCvdAsync() => new(new CvdView("BTC", "5m", 7, [1], [2], [double.NaN], [null]));

    public Task SetPausedAsync(bool paused)
    {
        IsPaused = paused;
        return Task.CompletedTask;
    }

    public Task<OrderResult> CloseAsync(string tradeId)
    {
        Closed.Add(tradeId);
        return Task.FromResult(tradeId == "1" ? new OrderResult(OrderVerdict.Filled) : OrderResult.Refused("no open position has that id"));
    }

    public Task<Account?> GetAccountAsync() => Task.FromResult<Account?>(new("paper", true, 10_000, 9_000, 2));

    /// <summary>Why the account cannot be read; null when it can.</summary>
    public string? AccountProblem { get; set; }

    public Task<PositionsAnswer> GetPositionsAsync(int closed) =>
        Task.FromResult(AccountProblem is { } problem ? new PositionsAnswer(null, problem) : new PositionsAnswer(Positions));

    public Task<ExecutionHealth> GetHealthAsync() => Task.FromResult(
        new ExecutionHealth(new("paper", true, 10_000, 9_000, 2), null, IsPaused)
        {
            Open = Positions.Count,
            Limits = new(0.02, 200, 2, 1, 300, 60, 0.005, 3_600) { CoolDowns = [new("ETH", 1_735_700_407_000, 12.5m)] },
        });

    public ValueTask<CoinHolding> GetHoldingAsync(string baseSymbol, IReadOnlyList<Signal> given) => throw new NotSupportedException();

    /// <summary>What its executor knows of without asking the account.</summary>
    public IReadOnlyList<HeldPosition> Held { get; set; } = [];

    public ValueTask<IReadOnlyList<HeldPosition>> GetHeldAsync() => new(Held);

    public ValueTask<IReadOnlyList<OrderIntent>> GetOrdersAsync(int limit) => new(Orders);

    public ValueTask RestartAsync() => default;

    public ValueTask EnsureAsync() => default;

    public ValueTask LookAsync() => default;

    public ValueTask TickAsync() => default;

    public Task RefillAsync(Gap gap, Immutable<TradeBatch> found, bool isCovered, string by, IReadOnlyList<UncountedTrade> unread) => throw new NotSupportedException();

    public Task SubmitAsync(Signal signal) => throw new NotSupportedException();

    /// <summary>Called when the executor is asked for a verdict; may throw.</summary>
    public Action? OnSettle { get; set; }

    public Task<SignalRecord?> SettleAsync(string signalId)
    {
        OnSettle?.Invoke();
        return Task.FromResult(Verdict);
    }

    public Task<PortfolioAnswer> GetPortfolioAsync(string baseSymbol, IReadOnlyList<Signal> given) => throw new NotSupportedException();

    public Task AssignAsync(FeedAssignment assignment) => throw new NotSupportedException();

    ValueTask<FeedView?> IFeedGrain.GetViewAsync() => throw new NotSupportedException();

    public Task<FeedMoveTicket?> BeginMoveAsync(long epoch) => throw new NotSupportedException();

    public Task<bool> CommitMoveAsync(long epoch) => throw new NotSupportedException();

    public ValueTask TrackAsync(IReadOnlyList<TrackedMarket> markets) => throw new NotSupportedException();

    public ValueTask<long> UntrackAsync(string source, IReadOnlyList<MarketId> markets) => throw new NotSupportedException();

    public ValueTask<long> StoredThroughAsync(string source) => throw new NotSupportedException();

    public ValueTask<long> IngestAsync(Immutable<TradeBatch> batch) => throw new NotSupportedException();

    public ValueTask<long> IngestKeptAsync(Immutable<TradeBatch[]> batches) => throw new NotSupportedException();

    public Task<IReadOnlyList<string>> EvaluateAsync(long barCloseUnixMs) => throw new NotSupportedException();

    public Task<Signal> TakeAsync(Signal signal) => throw new NotSupportedException();

    public ValueTask<long> NextReadyAsync() => throw new NotSupportedException();

    public ValueTask<long> CompleteAsync(long endUnixMs) => throw new NotSupportedException();

    public Task AcknowledgeAsync(string signalId, SignalRecord verdict) => throw new NotSupportedException();

    public ValueTask<PriceAnswer> FindPriceAsync(long unixMs) => throw new NotSupportedException();

    private static IReadOnlyList<MarketView> Markets() =>
    [
        new("BINANCE:btcusdt", "BTC", "SPOT", false, "BINANCE/0", 5, 1, 1, 2, MarketTime, 0, 0, 0, 0, 0),
        new("BINANCE_FUTURES:btcusdt", "BTC", "PERP", true, null, 5, 1, 1, null, null, 0, 0, 0, 0, 0),
    ];

    private SymbolView View() => new("BTC", 1, 1, 2, MarketTime, 1, 2, 3, 4, 5, null, double.NaN, null, null, 0, 10) { HistoryProblem = HistoryProblem };
}
