using Microsoft.Extensions.Logging.Abstractions;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Grains.Execution.Results;
using SqueezeFlow.Grains.Execution.Watch;

namespace SqueezeFlow.Grains.Tests.Execution;

/// <summary>The look at the account and the look for results share what the account has told, and neither hears less, or later, for it.</summary>
public sealed class AccountBookTests
{
    private readonly FloorBench _bench = new();
    private readonly KeptResults _results = new();
    private readonly ResultWatch _watch;

    public AccountBookTests() => _watch = new(_bench.Book, _results, _bench.Clock, NullLogger<ResultWatch>.Instance);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private (int Open, int Closed) Reads => (_bench.Gateway.OpenReads, _bench.Gateway.ClosedReads);

    [Fact]
    public async Task A_position_that_the_account_closed_itself_costs_one_reading_of_each_list()
    {
        var entry = Own();
        _bench.Gateway.Close(entry.Id, "stop_loss", -3);

        _bench.Look();
        _watch.Follow();
        await _watch.LookAsync(Token);

        Assert.Equal(((1, 1), entry.Id), (Reads, Assert.Single(_results.Kept).SignalId));
        Assert.NotNull(_bench.Inbox.Find(entry.Id)!.EndedAt);
    }

    [Fact]
    public async Task While_the_account_is_looked_at_results_ask_for_nothing_of_their_own()
    {
        Own();
        for (var i = 0; i < 60; i++)
        {
            _bench.Pass(TimeSpan.FromSeconds(1));
            await _watch.LookAsync(Token);
        }

        Assert.InRange(_bench.Gateway.OpenReads, 10, 13);
        Assert.Equal(0, _bench.Gateway.ClosedReads);
    }

    [Fact]
    public async Task After_an_exit_of_ours_what_was_read_before_it_is_not_enough()
    {
        var entry = Own();
        _bench.Look();
        _bench.Gateway.Close(entry.Id, "owner");
        _watch.Nudge();

        await _watch.LookAsync(Token);

        Assert.Equal(((2, 1), 1), (Reads, _results.Kept.Count));
    }

    [Fact]
    public async Task What_closes_after_a_look_that_is_shared_is_found_no_later_than_if_it_had_not_been()
    {
        var entry = Own();
        _bench.Look();
        _bench.Clock.Advance(ResultWatch.SharedAge);
        await _watch.LookAsync(Token);
        _bench.Gateway.Close(entry.Id, "stop_loss");

        _bench.Clock.Advance(ResultWatch.Pace - ResultWatch.SharedAge);
        await _watch.LookAsync(Token);

        Assert.Single(_results.Kept);
    }

    [Fact]
    public async Task A_look_that_is_too_old_is_not_rested_on()
    {
        var entry = Own();
        _bench.Look();
        _bench.Gateway.Close(entry.Id, "stop_loss");
        _bench.Clock.Advance(ResultWatch.SharedAge + TimeSpan.FromTicks(1));

        await _watch.LookAsync(Token);

        Assert.Equal((2, 1), (_bench.Gateway.OpenReads, _results.Kept.Count));
    }

    [Fact]
    public async Task Nobody_waits_for_the_reading_of_another()
    {
        Own();
        var sight = await _bench.Book.LookAsync(Token);
        using var stop = new CancellationTokenSource();
        _bench.Gateway.IsSilentOnClosed = true;
        var hanging = sight.ReadClosedAsync(["x"], stop.Token);
        _bench.Gateway.IsSilentOnClosed = false;

        Assert.Empty(await sight.ReadClosedAsync(["x"], Token));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hanging);
    }

    [Fact]
    public async Task A_failure_is_not_shared()
    {
        var entry = Own();
        _bench.Gateway.Close(entry.Id, "stop_loss");
        var sight = await _bench.Book.LookAsync(Token);
        _bench.Gateway.ReadFailure = new IOException("connection refused");
        await Assert.ThrowsAsync<IOException>(() => sight.ReadClosedAsync([entry.Id], Token));
        _bench.Gateway.ReadFailure = null;

        Assert.Single(await sight.ReadClosedAsync([entry.Id], Token));
    }

    [Theory]
    [InlineData(AccountSight.FewClosed - 1, 1)]
    [InlineData(AccountSight.FewClosed, 2)]
    public async Task The_latest_closed_ones_are_asked_for_and_all_where_those_do_not_do(int newer, int reads)
    {
        var entry = Own();
        _bench.Gateway.End(entry.Id, 3, "roi");
        for (var i = 0; i < newer; i++)
        {
            _bench.Gateway.Hold($"newer {i}", "ZZZ");
            _bench.Gateway.End($"newer {i}", 1, "roi", closedUnixMs: 180_002);
        }

        var sight = await _bench.Book.LookAsync(Token);
        var first = await sight.ReadClosedAsync([entry.Id], Token);
        var second = await sight.ReadClosedAsync([entry.Id], Token);

        Assert.Contains(first, position => position.Tag == entry.Id);
        Assert.Equal((first, reads), (second, _bench.Gateway.ClosedReads));
    }

    [Fact]
    public async Task Of_two_looks_the_one_that_began_later_stands()
    {
        var slow = new HeldGateway();
        var book = new AccountBook(slow, _bench.Clock);
        var first = book.LookAsync(Token);
        _bench.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = book.LookAsync(Token);

        slow.Answers[1].SetResult([]);
        var later = await second;
        slow.Answers[0].SetResult([]);
        await first;

        Assert.Same(later, book.Latest);
    }

    private Signal Own()
    {
        var entry = _bench.Own("BTC");
        _results.Awaited.Add(entry.Id);
        return entry;
    }

    /// <summary>An account whose answers a test gives.</summary>
    private sealed class HeldGateway : IOrderGateway
    {
        public List<TaskCompletionSource<IReadOnlyList<Position>>> Answers { get; } = [];

        public Task<IReadOnlyList<Position>> GetOpenPositionsAsync(CancellationToken cancellationToken)
        {
            Answers.Add(new());
            return Answers[^1].Task;
        }

        public Task<Account> GetAccountAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<Position>> GetClosedPositionsAsync(int limit, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<Position?> FindByTagAsync(string tag, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<OrderResult> EnterAsync(EntryOrder order, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<OrderResult> ExitAsync(ExitOrder order, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
