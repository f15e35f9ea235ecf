using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SqueezeFlow.Certainty.Tests.Service;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Grains.Refill;
using SqueezeFlow.Grains.Storage;
using SqueezeFlow.Grains.Symbols;
using SqueezeFlow.Grains.Symbols.History;
using SqueezeFlow.Grains.Symbols.Stored;
using SqueezeFlow.Grains.Symbols.Strategy;
using SqueezeFlow.Grains.Tests.Doubles;
using SqueezeFlow.Interfaces.Symbols;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Grains.Tests.Symbols;

/// <summary>The window of a strategy where its history can be read of some markets alone.</summary>
public sealed class StrategyWindowTests
{
    private const long MinuteMs = 60_000;

    private static readonly long Open = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
    private static readonly Instrument Silent = new(MarketId.Parse("BYBIT:BTCUSDT"), MarketKind.Perp, ContractKind.Linear, "BTC", "USDT", 1, true);
    private static readonly Instrument Told = Silent with { Market = MarketId.Parse("OKX:BTC-USDT-SWAP") };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_first_bar_that_is_in_such_a_history_too_counts_once_as_it_was_seen_until_all_of_the_history_is_there()
    {
        var (clock, store, silent) = (new ManualClock(), new ModelStore(), new ScriptedVenue { OnBars = (_, _) => throw new HttpRequestException("no answer") });
        var told = new ScriptedVenue { OnBars = (_, _) => Task.FromResult<IReadOnlyList<BarRow>>([Row(Told, Open - (5 * MinuteMs), 1), Row(Told, Open, 2)]) };
        using var writer = new BarWriter(store, Options.Create(new BarWriterOptions()), clock, NullLogger<BarWriter>.Instance);
        using var stored = new StoredMarkets(store, writer, clock);
        using var filler = new GapFiller(null!, null!, Options.Create(new RefillOptions { Enabled = false }), null!, new(clock), clock, NullLogger<GapFiller>.Instance);
        using var history = new HistoryLoader(store, ScriptedVenue.Of(("BYBIT", silent), ("OKX", told)), writer, new(clock), NullLogger<HistoryLoader>.Instance);
        var book = new SymbolBook(new SymbolFlow("BTC", Timeframe.M5, silentAfterMs: 86_400_000), stored, writer, filler, handsOutOpen: true);
        await book.TrackAsync([new TrackedMarket(Silent, ProofKind.Ids), new TrackedMarket(Told, ProofKind.Ids)], Token);
        Assert.True(book.TryIngest(new([new(Told.Market, "OKX/0", 1, new[] { new Trade(1, Open + MinuteMs, 100, 1, 100, 1, AggressorSide.Buy) }, 1)], "", 1, Open + MinuteMs)));
        var window = new StrategyWindow(book, history, new() { Timeframe = "5m", LookbackHours = 1 });

        await PushAsync(window, Open);
        Assert.Equal([1, 7], Volumes(window));
        silent.OnBars = (_, _) => Task.FromResult<IReadOnlyList<BarRow>>([]);
        await PushAsync(window, Open + (5 * MinuteMs));

        Assert.Equal([1, 2, 7], Volumes(window));
        Assert.Null(window.HoldReason);
    }

    private static async Task PushAsync(StrategyWindow window, long open)
    {
        var close = open + (5 * MinuteMs);
        await window.PrepareAsync(close, Token);
        window.Push(new(new SymbolBar(open, 100, 101, 99, 100, 7, 0, 0, 7, 0), close, 0), new());
    }

    private static double[] Volumes(StrategyWindow window) => [.. window.Bars.Select(bar => bar.Volume)];

    private static BarRow Row(Instrument instrument, long open, double volume) => new(instrument.Market, Timeframe.M5, new(open, 100, 101, 99, 100, volume, 0, 1, 0, 0, 0), true);
}
