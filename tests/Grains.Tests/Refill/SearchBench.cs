using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using SqueezeFlow.Certainty.Tests.Service;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Grains.Refill;
using SqueezeFlow.Grains.Tests.Doubles;
using SqueezeFlow.Interfaces.Symbols;
using SqueezeFlow.TestSupport;
using Double = SqueezeFlow.Certainty.Tests.Service.Double;

namespace SqueezeFlow.Grains.Tests.Refill;

/// <summary>A filler on a thread and a clock of the test's own, between a scripted venue and a symbol that keeps what it is told.</summary>
internal sealed class SearchBench : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly ModelScheduler _scheduler = new();
    private readonly DateTimeOffset _start;

    public SearchBench(bool enabled = true)
    {
        _start = _clock.GetUtcNow();
        Venue.OnSearch = Other.OnSearch = _ => Task.CompletedTask;
        Filler = new(
            ScriptedVenue.Of(("BYBIT", Venue), ("OKX", Other)),
            Double.Grains(Double.Of<ISymbolGrain>(Answer)),
            Options.Create(new RefillOptions { Enabled = enabled }),
            new(_clock),
            new(_clock),
            _clock,
            NullLogger<GapFiller>.Instance,
            _scheduler);
    }

    public static Instrument Perp { get; } = new(MarketId.Parse("BYBIT:BTCUSDT"), MarketKind.Perp, ContractKind.Linear, "BTC", "USDT", 1, true);

    /// <summary>Between the trades 10 and 20; how many are missing is not known.</summary>
    public static Gap Gap { get; } = new(Perp.Market, 10, TimeOf(10), 20, TimeOf(20), null, "reconnect");

    public ScriptedVenue Venue { get; } = new();

    /// <summary>OKX.</summary>
    public ScriptedVenue Other { get; } = new();

    public GapFiller Filler { get; }

    /// <summary>Seconds since the start at which the venue was asked.</summary>
    public List<int> Asked { get; } = [];

    /// <summary>Seconds at which the symbol was called.</summary>
    public List<int> Tried { get; } = [];

    /// <summary>What the symbol has taken.</summary>
    public List<Answered> Told { get; } = [];

    /// <summary>What the symbol does with an answer.</summary>
    public Func<Answered, Answered> OnTold { get; set; } = told => told;

    private int Second => (int)(_clock.GetUtcNow() - _start).TotalSeconds;

    public static long TimeOf(long id) => 1_772_366_400_000 + (id * 1_000);

    public void OnSearch(Action<TradeSearch> search) => Venue.OnSearch = found =>
    {
        Asked.Add(Second);
        search(found);
        return Task.CompletedTask;
    };

    public void BeginSearch(ProofKind proof, Gap? gap = null, string exchange = "BYBIT")
    {
        var market = Perp with { Market = new(exchange, Perp.Market.Symbol) };
        Filler.BeginSearch("BTC", new(market, proof), (gap ?? Gap) with { Market = market.Market });
        _scheduler.Run();
    }

    public bool Run() => _scheduler.Run();

    public void Pass(int seconds)
    {
        for (var i = 0; i < seconds; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            _scheduler.Run();
        }
    }

    public void Dispose() => Filler.Dispose();

    private Task Answer(MethodInfo method, object?[] arguments)
    {
        var batch = ((Immutable<TradeBatch>)arguments[1]!).Value;
        var told = new Answered(
            Second,
            [.. batch.Markets.SelectMany(item => item.Trades.ToArray())],
            (bool)arguments[2]!,
            (string)arguments[3]!,
            (IReadOnlyList<UncountedTrade>)arguments[4]!);
        Tried.Add(Second);
        Told.Add(OnTold(told));
        return Task.CompletedTask;
    }

    internal sealed record Answered(int Second, Trade[] Trades, bool IsCovered, string By, IReadOnlyList<UncountedTrade> Unread);
}
