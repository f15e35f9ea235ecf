using Microsoft.Extensions.Logging.Abstractions;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Storage.Redis.Owners;
using SqueezeFlow.TestSupport;
using SqueezeFlow.TestSupport.Redis;
using StackExchange.Redis;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Redis.Owners;

/// <summary>Who may write a market: over a real server, with silos that die, pause and come back with rows that they had not sent.</summary>
public sealed class RedisOwnersTests : IAsyncLifetime
{
    private static readonly OwnerTimes Times = new(
        TimeSpan.FromMilliseconds(900), TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(400));

    private readonly Dictionary<string, string> _store = [];
    private readonly string _first = Folder();
    private readonly string _second = Folder();
    private RedisProcess _server = null!;
    private ConnectionMultiplexer _redis = null!;
    private int _service;

    public async ValueTask InitializeAsync()
    {
        _server = await RedisProcess.StartAsync(TestContext.Current.CancellationToken);
        _redis = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{_server.Port},abortConnect=false");
    }

    public async ValueTask DisposeAsync()
    {
        await _redis.DisposeAsync();
        await _server.DisposeAsync();
        foreach (var folder in new[] { _first, _second }.Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_market_is_taken_from_nobody_who_lives_and_from_the_dead_when_their_time_is_over()
    {
        await using var first = Silo(_first);
        await using var second = Silo(_second);
        await first.BeginAsync();
        await second.BeginAsync();
        await second.SendAsync();
        await TakeAsync(first);

        await Assert.ThrowsAsync<IOException>(() => second.Owners.TakeAsync([OwnedSilo.Market], Token));

        await TakeAsync(second);
        await Assert.ThrowsAsync<IOException>(() => first.Owners.TakeAsync([OwnedSilo.Market], Token));
    }

    [Fact]
    public async Task What_is_given_back_is_anybodys_at_once_and_stays_with_who_has_taken_it_anew()
    {
        await using var first = Silo(_first);
        await using var second = Silo(_second);
        await first.BeginAsync();
        await second.BeginAsync();
        await first.SendAsync();
        await second.SendAsync();
        await TakeAsync(first);
        first.Owners.GiveBack([OwnedSilo.Market]);
        await TakeAsync(second);

        await second.Owners.TakeAsync([OwnedSilo.Market], Token);
        second.Owners.GiveBack([OwnedSilo.Market]);
        await Task.Delay(Times.Period * 3, Token);

        await Assert.ThrowsAsync<IOException>(() => first.Owners.TakeAsync([OwnedSilo.Market], Token));
    }

    [Fact]
    public async Task Rows_that_a_killed_silo_had_left_are_sent_before_anybody_takes_the_market_when_nobody_has()
    {
        await LeaveAsync("old");
        await Task.Delay(Times.Lease, Token);
        await using var again = Silo(_first);
        await using var other = Silo(_second);
        await other.BeginAsync();
        await other.SendAsync();
        await again.BeginAsync();

        await Assert.ThrowsAsync<IOException>(() => other.Owners.TakeAsync([OwnedSilo.Market], Token));
        Assert.Equal("", other.Read());
        await again.SendAsync();
        await TakeAsync(other);

        Assert.Equal("old", other.Read());
    }

    [Fact]
    public async Task Rows_that_a_killed_silo_had_left_are_dropped_when_another_has_taken_the_market()
    {
        await LeaveAsync("old");
        await using var other = Silo(_second);
        await other.BeginAsync();
        await other.SendAsync();
        await TakeAsync(other);
        await other.AppendAsync("new");
        await other.ArriveAllAsync();

        await using var again = Silo(_first);
        await again.BeginAsync();
        await again.SendAsync();
        await again.ArriveAllAsync();

        Assert.Equal("new", other.Read());
    }

    [Fact]
    public async Task Whoever_comes_first_nothing_is_overwritten_and_nothing_forgotten()
    {
        var (before, after) = (0, 0);
        for (var round = 0; round < 40; round++)
        {
            _service = round;
            _store.Clear();
            await LeaveAsync("10");
            await using var other = Silo(_second);
            await other.BeginAsync();
            await other.SendAsync();
            await using var again = Silo(_first);

            // Around the moment in which the dead one's time is over.
            var taking = TakeAsync(other);
            await Task.Delay(Times.Lease - TimeSpan.FromMilliseconds(110) + TimeSpan.FromMilliseconds(round * 5), Token);
            await again.BeginAsync();
            await again.SendAsync();
            await taking;
            var found = other.Read();
            await other.AppendAsync(found == "" ? "1" : "11");
            await again.ArriveAllAsync();
            await other.ArriveAllAsync();

            Assert.Equal(found == "" ? "1" : "11", other.Read());
            Assert.Contains(found, (string[])["", "10"]);
            (before, after) = found == "" ? (before + 1, after) : (before, after + 1);
        }

        Assert.True(before > 0 && after > 0, $"{before} times the market was taken first, {after} times what was left was sent first: both are to be tried");
    }

    [Fact]
    public async Task A_silo_that_was_paused_writes_nothing_over_what_its_successor_has_written()
    {
        var clock = new PausedClock();
        await using var paused = Silo(_first, clock);
        await using var other = Silo(_second);
        await paused.BeginAsync();
        await paused.SendAsync();
        await other.BeginAsync();
        await other.SendAsync();
        await TakeAsync(paused);
        clock.Pause();
        await TakeAsync(other);
        await other.AppendAsync("new");
        await other.ArriveAllAsync();

        await paused.AppendAsync("old");
        clock.GoOn();
        await paused.ArriveAllAsync();

        Assert.Equal("new", other.Read());
        Assert.True(paused.Owners.HasLost(OwnedSilo.Market));
        Assert.False(other.Owners.HasLost(OwnedSilo.Market));
        await Task.Delay(Times.Period * 3, Token);
        Assert.False(paused.Owners.HasAll(paused.Owners.Run));
    }

    [Fact]
    public async Task A_silo_that_was_paused_asks_for_each_batch_until_it_knows_that_nobody_has_taken_a_market_of_its()
    {
        var clock = new PausedClock();
        await using var silo = Silo(_first, clock);
        await silo.BeginAsync();
        await silo.SendAsync();
        await TakeAsync(silo);
        clock.Pause();
        await Task.Delay(Times.Lease + Times.Period, Token);

        await silo.AppendAsync("after");
        clock.GoOn();
        await silo.ArriveAllAsync();
        for (var i = 0; i < 1_000 && !silo.Owners.HasAll(silo.Owners.Run); i++)
        {
            await Task.Delay(10, Token);
        }

        Assert.True(silo.Owners.HasAll(silo.Owners.Run));
        Assert.Equal("after", silo.Read());
    }

    [Fact]
    public async Task What_is_taken_again_while_it_is_given_back_is_not_given_back()
    {
        var database = HeldDatabase.Of(_redis.GetDatabase(), OwnerScripts.GiveBack);
        using var owners = new RedisOwners(() => database.Calls, new($"test{_service}"), Times, TimeProvider.System, NullLogger<RedisOwners>.Instance);
        await using var other = Silo(_second);
        await other.BeginAsync();
        await other.SendAsync();
        await owners.BeginAsync([], Token);
        await owners.StartAsync(Token);
        await owners.TakeAsync([OwnedSilo.Market], Token);
        owners.GiveBack([OwnedSilo.Market]);
        await database.Held.WaitAsync(TimeSpan.FromSeconds(30), Token);

        var taking = owners.TakeAsync([OwnedSilo.Market], Token);
        await Task.WhenAny(taking, Task.Delay(Times.Period, Token));
        database.GoOn();
        await taking;
        await database.Done.WaitAsync(TimeSpan.FromSeconds(30), Token);

        await Assert.ThrowsAsync<IOException>(() => other.Owners.TakeAsync([OwnedSilo.Market], Token));
        await owners.StopAsync(Token);
    }

    [Fact]
    public async Task While_nobody_answers_what_is_to_be_given_back_is_tried_again_after_a_while_and_holds_up_no_stop()
    {
        var calls = 0;
        var asked = new SemaphoreSlim(0);
        IDatabase Ask()
        {
            Interlocked.Increment(ref calls);
            asked.Release();
            throw new RedisException("away");
        }

        using var owners = new RedisOwners(Ask, new("away"), Times, new ManualClock(), NullLogger<RedisOwners>.Instance);
        owners.GiveBack([OwnedSilo.Market]);
        await owners.StartAsync(Token);
        await asked.WaitAsync(Token);

        await owners.StopAsync(Token).WaitAsync(TimeSpan.FromSeconds(30), Token);

        // The last is that of the stop.
        Assert.Equal(2, calls);
    }

    [Fact]
    public async Task A_server_that_comes_back_empty_takes_no_market_from_who_writes_it()
    {
        await using var first = Silo(_first);
        await first.BeginAsync();
        await first.SendAsync();
        await TakeAsync(first);
        await _server.RestartAsync(Token);

        await using var second = Create(_second);
        await second.BeginAsync();
        await second.SendAsync();
        await Assert.ThrowsAsync<IOException>(() => second.Owners.TakeAsync([OwnedSilo.Market], Token));
        await first.AppendAsync("more");
        await first.ArriveAllAsync();

        Assert.Equal("more", first.Read());
        Assert.False(first.Owners.HasLost(OwnedSilo.Market));
        await Assert.ThrowsAsync<IOException>(() => second.Owners.TakeAsync([OwnedSilo.Market], Token));
    }

    [Fact]
    public async Task Whoever_is_first_to_ask_a_server_that_came_back_empty_lets_nobody_take_a_market_before_all_are_heard_of()
    {
        var second = new MarketId("BINANCE", "ethusdt");
        var times = new OwnerTimes(TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1), TimeSpan.Zero);
        using var writing = new RedisOwners(() => _redis.GetDatabase(), new("first"), times, TimeProvider.System, NullLogger<RedisOwners>.Instance);
        using var other = new RedisOwners(() => _redis.GetDatabase(), new("first"), times, TimeProvider.System, NullLogger<RedisOwners>.Instance);
        _redis.GetDatabase().HashSet("first/owners", "#", 0);
        await writing.BeginAsync([], Token);
        await writing.TakeAsync([OwnedSilo.Market, second], Token);
        await _server.RestartAsync(Token);

        // Rows of one of its markets are about to be sent; of the other it has nothing to send just now.
        Assert.Equal([OwnedSilo.Market.ToString()], await AskAsync(() => writing.PassAsync(writing.Run, [OwnedSilo.Market.ToString()], Token)));
        await other.BeginAsync([], Token);

        var refusal = await Assert.ThrowsAsync<IOException>(() => other.TakeAsync([second], Token));
        Assert.StartsWith("Redis has just begun", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_takes_markets_is_told_which_of_them_were_given_back()
    {
        var (given, dead, fresh) = (new MarketId("OKX", "given"), new MarketId("OKX", "dead"), new MarketId("OKX", "fresh"));
        await using var first = Silo(_first);
        await using var second = Silo(_second);
        await first.BeginAsync();
        await second.BeginAsync();
        await second.SendAsync();
        using var killed = new RedisOwners(() => _redis.GetDatabase(), new($"test{_service}"), Times, TimeProvider.System, NullLogger<RedisOwners>.Instance);
        await killed.BeginAsync([], Token);
        Assert.Empty(await killed.TakeAsync([dead], Token));
        Assert.Empty(await first.Owners.TakeAsync([given], Token));
        first.Owners.GiveBack([given]);
        await first.SendAsync();

        IReadOnlySet<MarketId>? whole = null;
        for (var i = 0; i < 20 && whole is null; i++)
        {
            try
            {
                whole = await second.Owners.TakeAsync([given], Token);
            }
            catch (IOException) when (i < 19)
            {
                await Task.Delay(10, Token);
            }
        }

        _redis.GetDatabase().KeyDelete($"test{_service}/run/{killed.Run}");

        Assert.Equal([given], whole);
        Assert.Empty(await second.Owners.TakeAsync([dead, fresh, given], Token));
    }

    // A connection notices only by a call that its server has gone.
    private static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        for (var i = 0; i < 100; i++)
        {
            try
            {
                return await ask();
            }
            catch (IOException)
            {
                await Task.Delay(20, Token);
            }
        }

        return await ask();
    }

    private static async Task TakeAsync(OwnedSilo silo)
    {
        for (var i = 0; i < 20; i++)
        {
            try
            {
                await silo.Owners.TakeAsync([OwnedSilo.Market], Token);
                return;
            }
            catch (IOException) when (i < 19)
            {
                // As a symbol does: it is called again.
                await Task.Delay(10, Token);
            }
        }
    }

    private async Task LeaveAsync(string value)
    {
        await using var killed = Silo(_first);
        await killed.BeginAsync();
        await TakeAsync(killed);
        await killed.AppendAsync(value);
    }

    private OwnedSilo Silo(string folder, TimeProvider? clock = null)
    {
        // A server that has had its records for long.
        _redis.GetDatabase().HashSet($"test{_service}/owners", "#", 0, When.NotExists);
        return Create(folder, clock);
    }

    private OwnedSilo Create(string folder, TimeProvider? clock = null) => new(folder, _redis, $"test{_service}", Times, _store, clock);
}
