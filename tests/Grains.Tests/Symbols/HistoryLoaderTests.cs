using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Grains.Storage;
using SqueezeFlow.Grains.Symbols.History;
using SqueezeFlow.Grains.Tests.Doubles;
using SqueezeFlow.Grains.Tests.Storage;
using SqueezeFlow.Interfaces.Symbols;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Grains.Tests.Symbols;

/// <summary>The bars before the first live one: ours turn over 1, 2, 3…, the venue's own 1,001, 1,002, 1,003….</summary>
public sealed class HistoryLoaderTests : IDisposable
{
    private const int Bars = 6;

    private static readonly long From = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
    private static readonly Instrument Perp = new(MarketId.Parse("BYBIT:BTCUSDT"), MarketKind.Perp, ContractKind.Linear, "BTC", "USDT", 1, true);

    private readonly MemoryStore _store = new(Perp.Market);
    private readonly ScriptedVenue _venue = new();
    private readonly BarWriter _writer;
    private readonly HistoryLoader _loader;
    private int _asked;

    public HistoryLoaderTests()
    {
        var clock = new ManualClock();
        _writer = new(_store, Options.Create(new BarWriterOptions()), clock, NullLogger<BarWriter>.Instance);
        _loader = new(_store, ScriptedVenue.Of(("BYBIT", _venue)), _writer, new(clock), NullLogger<HistoryLoader>.Instance);
        _venue.OnBars = (_, _) => Answer(Enumerable.Range(0, Bars));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _loader.Dispose();
        _writer.Dispose();
    }

    [Fact]
    public async Task Stored_bars_that_the_ledger_proves_are_taken_and_the_venue_is_not_asked()
    {
        Store(Enumerable.Range(0, Bars), Run(0, 30, LedgerState.Complete));

        var history = await LoadAsync();

        Assert.Equal([1, 2, 3, 4, 5, 6], Volumes(history));
        Assert.Equal((true, null, 0), (history.IsProven, history.Error, _asked));
    }

    [Fact]
    public async Task Proof_is_taken_over_a_new_generation_of_the_feed_in_the_midst_of_a_bar()
    {
        Store(Enumerable.Range(0, Bars), Run(0, 12, LedgerState.Complete), Run(12, 13, LedgerState.Complete), Run(13, 30, LedgerState.Complete));

        await LoadAsync();

        Assert.Equal(0, _asked);
    }

    [Fact]
    public async Task Where_the_ledger_has_no_row_the_venue_s_own_bars_are_taken_and_ours_where_it_has()
    {
        Store(Enumerable.Range(0, Bars), Run(0, 12, LedgerState.Complete), Run(13, 30, LedgerState.Complete));

        var history = await LoadAsync();

        Assert.Equal([1, 2, 1003, 4, 5, 6], Volumes(history));
        Assert.Equal((true, 1), (history.IsProven, _asked));
    }

    [Fact]
    public async Task A_partial_minute_within_a_complete_row_makes_its_bar_the_venue_s()
    {
        Store(Enumerable.Range(0, Bars), Run(0, 30, LedgerState.Complete), Run(16, 17, LedgerState.Partial));

        var history = await LoadAsync();

        Assert.Equal([1, 2, 3, 1004, 5, 6], Volumes(history));
    }

    [Fact]
    public async Task Minutes_of_which_the_ledger_knows_nothing_prove_nothing()
    {
        Store(Enumerable.Range(0, Bars), Run(0, 30, LedgerState.Unknown));

        var history = await LoadAsync();

        Assert.Equal([1001, 1002, 1003, 1004, 1005, 1006], Volumes(history));
    }

    [Fact]
    public async Task Without_bars_that_tell_buys_from_sells_what_is_stored_stands_unproven()
    {
        _venue.OnBars = null;
        Store([0, 1, 4]);

        var history = await LoadAsync();

        Assert.Equal([1, 2, 5], Volumes(history));
        Assert.Equal((false, null), (history.IsProven, history.Error));
    }

    [Fact]
    public async Task A_venue_that_fails_leaves_what_is_stored_and_says_why()
    {
        _venue.OnBars = (_, _) => throw new HttpRequestException("BYBIT GET /v5: expected 200, found 500");
        Store([0, 1, 4]);

        var history = await LoadAsync();

        Assert.Equal([1, 2, 5], Volumes(history));
        Assert.Equal((false, "BYBIT GET /v5: expected 200, found 500"), (history.IsProven, history.Error));
    }

    [Fact]
    public async Task Markets_after_one_that_fails_are_loaded_all_the_same()
    {
        var other = Perp with { Market = MarketId.Parse("OKX:BTC-USDT-SWAP") };
        var working = new ScriptedVenue { OnBars = (_, _) => Answer([5]) };
        _venue.OnBars = (_, _) => throw new HttpRequestException("no answer");
        using var loader = new HistoryLoader(_store, ScriptedVenue.Of(("BYBIT", _venue), ("OKX", working)), _writer, new(new ManualClock()), NullLogger<HistoryLoader>.Instance);

        var history = await loader.LoadAsync([Tracked(Perp), Tracked(other)], Timeframe.M5, From, From + (30 * 60_000), Token);

        Assert.Equal([1006], Volumes(history));
        Assert.Equal((false, "no answer"), (history.IsProven, history.Error));
    }

    [Theory]
    [InlineData(new[] { 0, 1, 2, 3, 4 }, "the latest bar is not there yet")]
    [InlineData(new[] { 2, 3, 4, 5 }, "ours stand where the venue keeps no more, and nothing proves them")]
    public async Task What_the_venue_leaves_out_is_not_proven(int[] told, string why)
    {
        _venue.OnBars = (_, _) => Answer(told);
        Store([0, 1]);

        var history = await LoadAsync();

        Assert.False(history.IsProven, why);
    }

    [Fact]
    public async Task Bars_before_a_market_was_listed_are_not_missing()
    {
        _venue.OnBars = (_, _) => Answer([3, 4, 5]);

        var history = await LoadAsync();

        Assert.Equal([1004, 1005, 1006], Volumes(history));
        Assert.True(history.IsProven);
    }

    [Fact]
    public async Task Imported_bars_are_written_and_proven_ones_are_left_as_they_are()
    {
        Store([0, 1], Run(0, 10, LedgerState.Complete));

        await LoadAsync();
        await _writer.FlushAsync(Token);

        var rows = _store.Rows.Read(Timeframe.M5, From, From + (30 * 60_000)).ToList();
        Assert.Equal([1, 2, 1003, 1004, 1005, 1006], rows.Select(row => row.Bar.Volume));
        Assert.Equal([false, false, true, true, true, true], rows.Select(row => row.IsImported));
    }

    [Fact]
    public async Task Bars_of_a_length_that_is_not_stored_are_not_written()
    {
        var history = await _loader.LoadAsync([Tracked(Perp)], Timeframe.Parse("10m"), From, From + (30 * 60_000), Token);

        Assert.NotEmpty(history.Bars);
        Assert.Equal(0, _writer.Pending);
    }

    [Fact]
    public async Task Markets_that_do_not_count_in_dollars_are_not_asked_for()
    {
        var history = await _loader.LoadAsync([Tracked(Perp with { Quote = "EUR" })], Timeframe.M5, From, From + (30 * 60_000), Token);

        Assert.Empty(history.Bars);
        Assert.Equal(0, _asked);
    }

    [Fact]
    public async Task At_most_four_markets_are_asked_at_once_and_a_failure_makes_room_too()
    {
        var answers = new Queue<TaskCompletionSource<IReadOnlyList<BarRow>>>();
        _venue.OnBars = (_, _) =>
        {
            answers.Enqueue(new());
            return answers.Last().Task;
        };

        // Nothing here runs on another thread: a call goes as far as it can before it returns.
        Task<SymbolHistory>[] loads = [.. Enumerable.Range(0, 6).Select(_ => LoadAsync())];
        var asked = answers.Count;
        var first = answers.ToArray();
        _venue.OnBars = (_, _) => Answer([5]);
        first[0].SetException(new HttpRequestException("no answer"));
        Array.ForEach(first[1..], answer => answer.TrySetResult([]));
        var histories = await Task.WhenAll(loads).WaitAsync(TimeSpan.FromMinutes(1), Token);

        Assert.Equal(4, asked);
        Assert.Equal([1, 2, 3], histories.GroupBy(h => h.Error ?? $"{h.Bars.Count} bars").OrderByDescending(g => g.Key).Select(g => g.Count()));
    }

    private static TrackedMarket Tracked(Instrument instrument) => new(instrument, ProofKind.Ids);

    private static double[] Volumes(SymbolHistory history) => [.. history.Bars.Select(bar => bar.Volume)];

    private static BarRow Row(int bar, double volume, bool isImported) =>
        new(Perp.Market, Timeframe.M5, new(From + (bar * Timeframe.M5.Milliseconds), 100, 101, 99, 100, volume, 0, 1, 0, 0, 0), isImported);

    private static LedgerRun Run(int fromMinute, int toMinute, LedgerState state) =>
        new(Perp.Market, From + (fromMinute * 60_000), From + (toMinute * 60_000), 0, 0, 0, 0, 0, 0, 0, state, ProofKind.Ids, "BYBIT/0", 1);

    private Task<SymbolHistory> LoadAsync() => _loader.LoadAsync([Tracked(Perp)], Timeframe.M5, From, From + (30 * 60_000), Token);

    private Task<IReadOnlyList<BarRow>> Answer(IEnumerable<int> bars)
    {
        _asked++;
        return Task.FromResult<IReadOnlyList<BarRow>>([.. bars.Select(bar => Row(bar, 1_001 + bar, isImported: true))]);
    }

    private void Store(IEnumerable<int> bars, params LedgerRun[] ledger) =>
        _store.Rows.Write(bars.Select(bar => Row(bar, 1 + bar, isImported: false)), ledger);
}
