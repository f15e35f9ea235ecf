using SqueezeFlow.Core.Signals;
using SqueezeFlow.Storage.Influx.Signals;
using SqueezeFlow.Storage.Tests.Redis;
using SqueezeFlow.Storage.Tests.Sqlite;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Signals;

/// <summary>Points of signals reach the spool whatever it does, and hold up nobody.</summary>
public sealed class SignalFeederTests : IDisposable
{
    private readonly StoreFixture _store = new();
    private readonly ScriptedSpool _spool = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task A_signal_its_verdict_and_what_it_brought_become_points()
    {
        await using var bench = new FeederBench(_store, _spool);
        await bench.StartAsync();
        await bench.SettleAsync();
        var (bought, refused) = (MirrorBench.Signal(), MirrorBench.Signal("ETH"));

        foreach (var (signal, verdict) in new[] { (bought, SignalOutcome.Filled), (refused, SignalOutcome.Rejected) })
        {
            await bench.Publisher.PublishAsync(new(signal, SignalOutcome.Pending), Token);
            await bench.SettleAsync();
            await bench.Publisher.PublishAsync(new(signal, verdict), Token);
            await bench.SettleAsync();
        }

        await bench.Results.WriteAsync(new(bought.Id, Start + 90_000, 1, 2, 3, 1, "roi"), Token);
        await bench.SettleAsync();

        Assert.Equal(["pending", "pending", "pending", "cancelled", "pending", "profitable"], Outcomes());
        var batch = _spool.Batches.Last();
        Assert.Equal(("30_days", 2, Start, Start + 90_000), (batch.Policy, batch.Points, batch.FirstUnixMs, batch.LastUnixMs));
    }

    [Fact]
    public async Task A_spool_that_fails_fails_no_signal_is_told_of_once_and_gets_everything_later()
    {
        await using var bench = new FeederBench(_store, _spool);
        await bench.StartAsync();
        await bench.SettleAsync();
        _spool.Failure = new IOException("the disk is full");
        await GiveAsync(bench, "BTC");
        for (var tries = 1; tries < 4; tries++)
        {
            await FeederBench.UntilAsync(() => _spool.Failures >= tries);
            await GiveAsync(bench, $"C{tries}");
            await AdvanceUntilAsync(bench, () => _spool.Failures > tries);
        }

        _spool.Failure = null;
        await AdvanceUntilAsync(bench, () => _spool.Lines.Count >= 4);
        await bench.SettleAsync();

        Assert.Equal(["BTC", "C1", "C2", "C3"], Symbols().Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(2, bench.Log.All.Count);
        Assert.Contains("the disk is full", bench.Log.All.First(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_gives_what_an_earlier_run_could_not_and_what_another_database_lacks()
    {
        _spool.Failure = new IOException("the disk is full");
        await using (var before = new FeederBench(_store, _spool))
        {
            await before.StartAsync();
            await GiveAsync(before, "BTC");
            await before.Results.WriteAsync(new(MirrorBench.Signal().Id, Start + 90_000, 1, 2, 3, 1, "roi"), Token);
        }

        _spool.Failure = null;
        await using var after = new FeederBench(_store, _spool);
        await after.StartAsync();
        await after.SettleAsync();

        Assert.Equal(["pending", "profitable"], Outcomes());
    }

    [Theory]
    [InlineData(30, 30, "ETH SOL")]
    [InlineData(30, 31, "SOL")]
    [InlineData(2, 2, "ETH SOL")]
    [InlineData(2, 3, "SOL")]
    [InlineData(0, 999, "BTC ETH SOL")]
    public async Task What_the_policy_would_not_keep_is_left_out(int keptDays, int ageDays, string given)
    {
        const long Day = 86_400_000;
        await _store.Signals.PublishAsync(new(MirrorBench.Signal(), SignalOutcome.Filled), Token);
        await _store.Signals.PublishAsync(new(MirrorBench.Signal("ETH", Start + Day), SignalOutcome.Filled), Token);
        await using var bench = new FeederBench(_store, _spool) { Kept = TimeSpan.FromDays(keptDays) };
        bench.Clock.Advance(TimeSpan.FromDays(ageDays));

        await bench.StartAsync();
        await bench.SettleAsync();
        await bench.Publisher.PublishAsync(new(MirrorBench.Signal(), SignalOutcome.Expired), Token);
        await bench.Publisher.PublishAsync(new(MirrorBench.Signal("SOL", Start + (ageDays * Day)), SignalOutcome.Pending), Token);
        await bench.SettleAsync();

        Assert.Equal(given.Split(' '), Symbols().Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task More_signals_than_one_batch_holds_are_all_given_once_at_a_start()
    {
        for (var i = 0; i < 1_203; i++)
        {
            await _store.Signals.PublishAsync(new(MirrorBench.Signal("BTC", Start + i), SignalOutcome.Pending), Token);
        }

        await using var bench = new FeederBench(_store, _spool);
        await bench.StartAsync();
        await bench.SettleAsync();

        Assert.Equal([500, 500, 203], _spool.Batches.Select(batch => batch.Points));
        Assert.Equal(1_203, _spool.Lines.Distinct().Count());
    }

    [Fact]
    public async Task A_signal_that_cannot_be_written_is_told_of_and_does_not_hold_up_others()
    {
        await using var bench = new FeederBench(_store, _spool);
        await bench.StartAsync();
        await bench.SettleAsync();

        await bench.Publisher.PublishAsync(new(MirrorBench.Signal("BAD\\"), SignalOutcome.Pending), Token);
        await GiveAsync(bench, "BTC");
        await bench.SettleAsync();

        Assert.Equal(["BTC"], Symbols());
        Assert.Contains("cannot be written as a point", Assert.Single(bench.Log.All), StringComparison.Ordinal);
    }

    private static Task GiveAsync(FeederBench bench, string coin) => bench.Publisher.PublishAsync(new(MirrorBench.Signal(coin), SignalOutcome.Pending), Token);

    private static Task AdvanceUntilAsync(FeederBench bench, Func<bool> isMet) => FeederBench.UntilAsync(() =>
    {
        bench.Clock.Advance(SignalFeeder.Retry);
        return isMet();
    });

    private IEnumerable<string> Outcomes() => _spool.Lines.Select(line => Between(line, "outcome=\"", "\""));

    private IEnumerable<string> Symbols() => _spool.Lines.Select(line => Between(line, "symbol=", "USDT"));

    private static string Between(string line, string start, string end)
    {
        var from = line.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return line[from..line.IndexOf(end, from, StringComparison.Ordinal)];
    }
}
