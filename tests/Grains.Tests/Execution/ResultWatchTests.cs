using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Results;
using SqueezeFlow.Core.Signals.Trail;
using SqueezeFlow.Grains.Execution.Results;
using SqueezeFlow.Grains.Execution.Watch;
using SqueezeFlow.TestSupport;
using Double = SqueezeFlow.Certainty.Tests.Service.Double;

namespace SqueezeFlow.Grains.Tests.Execution;

/// <summary>Positions of our signals that have closed are noticed once, whoever closed them and however the account fares.</summary>
public sealed class ResultWatchTests
{
    private readonly ManualClock _clock = new();
    private readonly ScriptedGateway _gateway = new();
    private readonly KeptResults _results = new();
    private readonly Lines _log = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_position_that_the_account_closed_itself_is_noticed_and_only_once()
    {
        var watch = Open("one");
        await LookAsync(watch);
        _gateway.End("one", -12.5m, "stop_loss");

        await LookAsync(watch);
        await LookAsync(watch);

        Assert.Equal([new("one", 180_001, 101, -12.5, -6.25, 3, "stop_loss")], _results.Kept);
        Assert.Equal(1, _results.Writes);
    }

    [Fact]
    public async Task Signals_of_other_accounts_are_looked_for_by_nobody_here()
    {
        List<string> asked = [];
        var trail = Double.Of<ISignalTrail>((_, args) =>
        {
            var ids = (IReadOnlyCollection<string>)args[0]!;
            asked.AddRange(ids);
            return Task.FromResult<IReadOnlyList<SignalRecord>>([new(ExecutorCluster.Entry("BTC") with { Id = "theirs", Account = "alts" }, SignalOutcome.Filled)]);
        });
        var watch = new ResultWatch(new AccountBook(_gateway, _clock), _results, _clock, _log, null, new OwnSignals("main", trail));
        _results.Awaited.Add("theirs");

        await LookAsync(watch);
        await LookAsync(watch);
        Assert.Equal((0, 0), (_gateway.OpenReads, _gateway.ClosedReads));

        _results.Awaited.Add("ours");
        await LookAsync(watch);
        Assert.Equal((1, 1), (_gateway.OpenReads, _gateway.ClosedReads));
        Assert.Equal(["theirs", "ours"], asked);
    }

    [Fact]
    public async Task While_all_positions_are_open_closed_ones_are_not_asked_for()
    {
        var watch = Open("one", "two");

        await LookAsync(watch);
        await LookAsync(watch);

        Assert.Equal((0, 0), (_gateway.ClosedReads, _results.Writes));
    }

    [Fact]
    public async Task What_closed_while_nobody_was_here_is_found_by_the_first_look()
    {
        Open("one", "two");
        _gateway.End("one", 3, "roi");
        _gateway.End("two", 0, "force_exit");

        await Watch().LookAsync(Token);

        Assert.Equal([("one", ResultKind.Profitable), ("two", ResultKind.Expired)], _results.Kept.Select(result => (result.SignalId, result.Kind)).Order());
    }

    [Fact]
    public async Task Positions_of_others_are_left_alone()
    {
        var watch = Open("one");
        _gateway.Hold("by hand", "ZZZ");
        _gateway.End("by hand", 3, "roi");
        _gateway.End("one", 3, "roi");

        await watch.LookAsync(Token);

        Assert.Equal(["one"], _results.Kept.Select(result => result.SignalId));
    }

    [Theory]
    [InlineData(AccountSight.FewClosed - 1, 1)]
    [InlineData(AccountSight.FewClosed, 2)]
    [InlineData(IOrderGateway.MostClosed - 1, 2)]
    public async Task The_latest_closed_positions_are_asked_for_and_older_ones_where_those_do_not_do(int newer, int reads)
    {
        var watch = Open("one");
        _gateway.End("one", 3, "roi");
        for (var i = 0; i < newer; i++)
        {
            _gateway.Hold($"newer {i}", "ZZZ");
            _gateway.End($"newer {i}", 1, "roi", closedUnixMs: 180_002);
        }

        await watch.LookAsync(Token);

        Assert.Equal((1, reads), (_results.Kept.Count, _gateway.ClosedReads));
    }

    [Fact]
    public async Task It_looks_at_its_pace_and_at_once_after_an_exit()
    {
        var watch = Open("one");
        await watch.LookAsync(Token);
        _gateway.End("one", 3, "roi");

        _clock.Advance(ResultWatch.Pace - TimeSpan.FromTicks(1));
        await watch.LookAsync(Token);
        var before = _results.Kept.Count;
        watch.Nudge();
        await watch.LookAsync(Token);

        Assert.Equal((0, 1), (before, _results.Kept.Count));
    }

    [Fact]
    public async Task An_account_that_cannot_be_reached_is_asked_again_and_told_of_once()
    {
        var watch = Open("one");
        _gateway.End("one", 3, "roi");
        _gateway.ReadFailure = new IOException("connection refused");
        for (var i = 0; i < 5; i++)
        {
            await LookAsync(watch);
        }

        var (kept, told) = (_results.Kept.Count, _log.Warnings.ToArray());
        _gateway.ReadFailure = null;
        await LookAsync(watch);

        Assert.Equal(0, kept);
        Assert.Contains("connection refused", Assert.Single(told), StringComparison.Ordinal);
        Assert.Single(_results.Kept);
    }

    [Fact]
    public async Task An_account_that_does_not_answer_is_given_up_for_this_time()
    {
        var watch = Open("one");
        _gateway.End("one", 3, "roi");
        _gateway.IsSilentOnClosed = true;
        var looking = watch.LookAsync(Token);

        _clock.Advance(ResultWatch.LookTimeLimit);
        await looking;
        _gateway.IsSilentOnClosed = false;
        await LookAsync(watch);

        Assert.Contains("no answer in 60 s", Assert.Single(_log.Warnings), StringComparison.Ordinal);
        Assert.Single(_results.Kept);
    }

    [Fact]
    public async Task A_stop_ends_a_look_without_a_word()
    {
        using var stop = new CancellationTokenSource();
        var watch = Open("one");
        _gateway.End("one", 3, "roi");
        _gateway.IsSilentOnClosed = true;
        var looking = watch.LookAsync(stop.Token);

        await stop.CancelAsync();
        await looking;

        Assert.Empty(_log.Warnings);
    }

    [Fact]
    public async Task A_store_that_fails_loses_nothing()
    {
        var watch = Open("one");
        _gateway.End("one", 3, "roi");
        _results.Failure = new IOException("the disk is full");
        await LookAsync(watch);
        _results.Failure = null;

        await LookAsync(watch);

        Assert.Single(_results.Kept);
    }

    [Fact]
    public async Task A_gain_that_the_account_does_not_tell_yet_is_waited_for()
    {
        var watch = Open("one");
        _gateway.End("one", null, "roi");
        await LookAsync(watch);
        _gateway.End("one", 3, "roi");

        await LookAsync(watch);

        Assert.Equal(3, Assert.Single(_results.Kept).ProfitUsd);
    }

    [Fact]
    public async Task A_position_that_the_account_does_not_know_is_asked_for_less_and_less()
    {
        _results.Awaited.Add("lost");
        var watch = Watch();
        List<int> asked = [];
        for (var i = 0; i <= 14; i++)
        {
            await LookAsync(watch);
            asked.Add(_gateway.ClosedReads);
        }

        Assert.Equal([1, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4, 4, 4], asked);
        for (var i = 0; i < 24 * 60 * 4; i++)
        {
            await LookAsync(watch);
        }

        Assert.InRange(_gateway.ClosedReads, 24, 60);
    }

    private ResultWatch Open(params string[] tags)
    {
        foreach (var tag in tags)
        {
            _results.Awaited.Add(tag);
            _gateway.Hold(tag, tag.ToUpperInvariant());
        }

        return Watch();
    }

    private ResultWatch Watch() => new(new AccountBook(_gateway, _clock), _results, _clock, _log);

    private async Task LookAsync(ResultWatch watch)
    {
        await watch.LookAsync(Token);
        _clock.Advance(ResultWatch.Pace);
    }

    /// <summary>What is logged as a warning.</summary>
    private sealed class Lines : ILogger<ResultWatch>
    {
        public ConcurrentQueue<string> Warnings { get; } = new();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel >= LogLevel.Warning)
            {
                Warnings.Enqueue(formatter(state, exception));
            }
        }
    }
}
