using System.Collections.Concurrent;
using System.Collections.Frozen;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Storage.Redis.Server;
using SqueezeFlow.Storage.Spool.Fencing;
using StackExchange.Redis;

namespace SqueezeFlow.Storage.Redis.Owners;

/// <summary>
/// Owners of markets in Redis. A run of the program lives there as long as it is heard of; a market is taken from a run that lives no more, or that has given it back. A process
/// that was paused or cut off stops writing before others may begin, and asks for each market when it goes on. Safe for concurrent use.
/// </summary>
internal sealed class RedisOwners(Func<IDatabase> database, OwnerKeys keys, OwnerTimes times, TimeProvider clock, ILogger<RedisOwners> logger)
    : BackgroundService, IMarketOwners, ISpoolFence
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly OwnerLog _log = new(logger);
    private readonly RunLease _own = new(times, clock);
    private readonly RunLease _earlier = new(times, clock);
    private readonly ConcurrentDictionary<MarketId, int> _taken = new();
    private readonly ConcurrentDictionary<MarketId, byte> _lost = new();
    private readonly ConcurrentQueue<MarketId> _returned = new();
    private readonly SemaphoreSlim _changing = new(1);
    private IReadOnlyList<string> _leftover = [];

    // How often its time was over, and how many of these times were followed by the answer that every market is its own still.
    private int _lapses;
    private int _lapsesMended;
    private volatile bool _hasBegun;

    /// <inheritdoc/>
    public string Run { get; } = Guid.NewGuid().ToString("N");

    /// <inheritdoc/>
    public async Task BeginAsync(IReadOnlyList<string> leftover, CancellationToken cancellationToken)
    {
        _leftover = [.. leftover.Where(run => run.Length > 0)];
        await RenewAsync(cancellationToken).ConfigureAwait(false);
        if (_leftover.Count > 0)
        {
            _log.Leftover(_leftover.Count);
        }
    }

    /// <inheritdoc/>
    public TimeSpan ValidFor(string run) => run == Run ? _own.Left : _earlier.Left;

    /// <inheritdoc/>
    public bool HasAll(string run) => run == Run && Volatile.Read(ref _lapsesMended) == Volatile.Read(ref _lapses);

    /// <inheritdoc/>
    public async Task<IReadOnlySet<string>> PassAsync(string run, IReadOnlyCollection<string> markets, CancellationToken cancellationToken)
    {
        if (run == Run && _own.Left == TimeSpan.Zero)
        {
            // By asking it lives again: whether others have taken anything meanwhile, no renewal will tell.
            Interlocked.Increment(ref _lapses);
        }

        return await AskForAsync(run, markets, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task FinishedAsync(CancellationToken cancellationToken)
    {
        if (_leftover is { Count: > 0 } runs)
        {
            _leftover = [];
            _earlier.End();
            foreach (var run in runs)
            {
                await ForgetAsync(run, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlySet<MarketId>> TakeAsync(IReadOnlyList<MarketId> markets, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(markets);
        RedisValue[] names = [.. markets.Select(market => (RedisValue)market.ToString())];
        for (var since = clock.GetTimestamp(); names.Length > 0;)
        {
            var (isTaken, answer) = await AloneAsync(() => TryTakeAsync(markets, names, cancellationToken), cancellationToken).ConfigureAwait(false);
            if (isTaken)
            {
                var given = answer.ToHashSet();
                return markets.Where((_, i) => given.Contains(names[i])).ToHashSet();
            }

            if (clock.GetElapsedTime(since) >= times.Patience)
            {
                throw new IOException(answer[1] == Run
                    ? "Redis has just begun, or does not hear of this process: markets can be taken when all that live have been heard of"
                    : $"{answer[0]} is written by another process that has not given it up yet, or was heard of less than {times.Lease.TotalSeconds:0} s ago");
            }

            await Task.Delay(Pause, clock, cancellationToken).ConfigureAwait(false);
        }

        return FrozenSet<MarketId>.Empty;
    }

    /// <inheritdoc/>
    public void GiveBack(IReadOnlyList<MarketId> markets)
    {
        ArgumentNullException.ThrowIfNull(markets);
        foreach (var market in markets)
        {
            if (_taken.AddOrUpdate(market, 0, static (_, count) => Math.Max(0, count - 1)) == 0)
            {
                _returned.Enqueue(market);
            }
        }
    }

    /// <inheritdoc/>
    public bool HasLost(MarketId market) => _lost.ContainsKey(market);

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await AloneAsync(() => ReturnAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
            if (_taken.Values.All(static count => count == 0) && _leftover.Count == 0)
            {
                await ForgetAsync(Run, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (IOException failure)
        {
            // Its time runs out by itself.
            RedisMetrics.OwnerFailures.Add(1);
            _log.NotAsked(failure.Message);
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _changing.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var isAway = false;
        while (true)
        {
            try
            {
                await RenewAsync(stoppingToken).ConfigureAwait(false);
                await AloneAsync(() => ReturnAsync(stoppingToken), stoppingToken).ConfigureAwait(false);
                isAway = false;
            }
            catch (IOException failure)
            {
                RedisMetrics.OwnerFailures.Add(1);
                if (!isAway)
                {
                    _log.NotAsked(failure.Message);
                    isAway = true;
                }
            }

            // While nobody answers, what is to be given back hurries nothing.
            for (var waited = TimeSpan.Zero; waited < times.Period && (isAway || _returned.IsEmpty); waited += Pause)
            {
                await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(false);
            }
        }
    }

    private RedisValue LeaseMs => (long)times.Lease.TotalMilliseconds;

    private RedisValue HeardMs => (long)(times.Period * 2).TotalMilliseconds;

    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        var askedAt = clock.GetTimestamp();
        var lived = (long)await AskAsync(OwnerScripts.Renew, [keys.OfRun(Run), keys.Owners], [LeaseMs, HeardMs], cancellationToken).ConfigureAwait(false) == 1;
        if (!lived && _hasBegun)
        {
            _log.Lapsed();
            Interlocked.Increment(ref _lapses);
        }

        if (!HasAll(Run))
        {
            await AloneAsync(() => LookAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        }

        _hasBegun = true;
        _own.Renewed(askedAt);
        foreach (var run in _leftover)
        {
            await AskAsync(OwnerScripts.Renew, [keys.OfRun(run), keys.Owners], [LeaseMs, HeardMs], cancellationToken).ConfigureAwait(false);
        }
    }

    // After its time was over it asks for each batch, until it has learnt that it has every market still: what is on its way is of these alone, since a market is
    // given back when everything of it is stored.
    private async Task<bool> LookAsync(CancellationToken cancellationToken)
    {
        var lapses = Volatile.Read(ref _lapses);
        string[] taken = [.. _taken.Where(market => market.Value > 0).Select(market => market.Key.ToString())];
        var passed = await AskForAsync(Run, taken, cancellationToken).ConfigureAwait(false);
        if (passed.Count < taken.Length || _lost.Keys.Any(market => _taken.GetValueOrDefault(market) > 0))
        {
            return false;
        }

        Volatile.Write(ref _lapsesMended, lapses);
        return true;
    }

    private async Task<IReadOnlySet<string>> AskForAsync(string run, IReadOnlyCollection<string> markets, CancellationToken cancellationToken)
    {
        var askedAt = clock.GetTimestamp();
        var passed = (RedisValue[]?)await AskAsync(
            OwnerScripts.Pass, [keys.Owners, keys.OfRun(run)], [run, LeaseMs, HeardMs, .. markets.Select(market => (RedisValue)market)], cancellationToken).ConfigureAwait(false) ?? [];
        (run == Run ? _own : _earlier).Renewed(askedAt);
        var set = passed.Select(market => (string)market!).ToHashSet();
        foreach (var market in run == Run ? markets.Where(market => !set.Contains(market)) : [])
        {
            if (MarketId.TryParse(market, out var id))
            {
                _lost[id] = 0;
            }
        }

        return set;
    }

    // Those that had been given back, when they are taken; else what is taken by another, and by whom.
    private async Task<(bool IsTaken, RedisValue[] Answer)> TryTakeAsync(IReadOnlyList<MarketId> markets, RedisValue[] names, CancellationToken cancellationToken)
    {
        var answer = (RedisValue[])(await AskAsync(OwnerScripts.Take, [keys.Owners, keys.OfRun(Run)], [Run, keys.RunPrefix, .. names], cancellationToken).ConfigureAwait(false))!;
        var isTaken = answer[0] == 1;
        foreach (var market in isTaken ? markets : [])
        {
            _taken.AddOrUpdate(market, 1, static (_, count) => count + 1);
            _lost.TryRemove(market, out _);
        }

        return (isTaken, answer[1..]);
    }

    private async Task<bool> ReturnAsync(CancellationToken cancellationToken)
    {
        var markets = new List<MarketId>();
        while (_returned.TryDequeue(out var market))
        {
            markets.Add(market);
        }

        // Taken again meanwhile: it stays.
        markets.RemoveAll(market => _taken.GetValueOrDefault(market) > 0);
        if (markets.Count == 0)
        {
            return true;
        }

        var isGiven = false;
        try
        {
            await AskAsync(OwnerScripts.GiveBack, [keys.Owners], [Run, .. markets.Select(market => (RedisValue)market.ToString())], cancellationToken).ConfigureAwait(false);
            return isGiven = true;
        }
        finally
        {
            (isGiven ? [] : markets).ForEach(_returned.Enqueue);
        }
    }

    // A take, a give-back and a look must not overtake each other on their way.
    private async Task<T> AloneAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await ask().ConfigureAwait(false);
        }
        finally
        {
            _changing.Release();
        }
    }

    private async Task ForgetAsync(string run, CancellationToken cancellationToken)
    {
        try
        {
            await database().KeyDeleteAsync(keys.OfRun(run)).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (RedisFault.IsCause(failure))
        {
            throw RedisFault.Of(failure);
        }
    }

    private async Task<RedisResult> AskAsync(string script, RedisKey[] where, RedisValue[] what, CancellationToken cancellationToken)
    {
        try
        {
            return await database().ScriptEvaluateAsync(script, where, what).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (RedisFault.IsCause(failure))
        {
            throw RedisFault.Of(failure);
        }
    }
}
