using System.Collections.Concurrent;
using SqueezeFlow.Simulation.Venues.Streams;
using SqueezeFlow.Simulation.Worlds;
using SqueezeFlow.Simulation.Worlds.Randomness;
using SqueezeFlow.Simulation.Worlds.Trades;

namespace SqueezeFlow.Simulation.Venues;

/// <summary>Decides what goes wrong, and counts it. Safe for concurrent use.</summary>
internal sealed class FaultPlan
{
    private readonly VenueFaults _faults;
    private readonly TimeProvider _time;
    private readonly ulong[] _repeats;
    private readonly ulong[] _swaps;
    private readonly ConcurrentQueue<VenueConnect> _connects = new();
    private long _fromUnixMs;
    private long _endUnixMs;
    private long _calls;
    private long _repeated;
    private long _overtaken;
    private long _withheld;
    private long _refusedSubscriptions;
    private long _refusedCalls;

    public FaultPlan(VenueFaults faults, World world, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(faults.DuplicatePercent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(faults.DuplicatePercent, 100);
        ArgumentOutOfRangeException.ThrowIfNegative(faults.ReorderPercent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(faults.ReorderPercent, 50);
        ArgumentOutOfRangeException.ThrowIfLessThan(faults.RefuseRestEvery, 1);
        (_faults, _time) = (faults, time);
        var seed = Mix.Hash(0x4661756C74, world.Options.Seed);
        _repeats = [.. world.Markets.Select(market => Mix.Hash(seed, 2 * market.Index))];
        _swaps = [.. world.Markets.Select(market => Mix.Hash(seed, (2 * market.Index) + 1))];
    }

    /// <summary>What happened so far.</summary>
    public VenueFaultReport Report => new(
        Volatile.Read(ref _repeated),
        Volatile.Read(ref _overtaken),
        Volatile.Read(ref _withheld),
        Volatile.Read(ref _refusedSubscriptions),
        Volatile.Read(ref _refusedCalls),
        [.. _connects]);

    /// <summary>Names the market time that is streamed: an order at an edge of it changes places with none beyond.</summary>
    public void Begin(long fromUnixMs, long endUnixMs) => (_fromUnixMs, _endUnixMs) = (fromUnixMs, endUnixMs);

    /// <summary>Notes a connect.</summary>
    public void Connect(string exchange) => _connects.Enqueue(new(exchange, _time.GetUtcNow()));

    /// <summary>Whether a message is sent twice.</summary>
    public bool IsRepeated(WorldMarket market, long id) => IsHit(_repeats[market.Index], id, _faults.DuplicatePercent);

    /// <summary>Whether an order changes places with the next one, of which it stands in the same minute.</summary>
    public bool IsOvertaken(WorldMarket market, MinuteBlock block, int index)
    {
        // Pairs do not overlap: one order in two can be the first of one.
        if (index % 2 != 0 || index < 0 || index + 1 >= block.Count || !IsHit(_swaps[market.Index], block.FirstAggregate + index, 2 * _faults.ReorderPercent))
        {
            return false;
        }

        return block.Prints[index].UnixMs >= _fromUnixMs && block.Prints[index + 1].UnixMs < _endUnixMs;
    }

    /// <summary>The market time in which a connection is silent; empty when there is none.</summary>
    public (long FromUnixMs, long ToUnixMs) SilenceOf(VenueConnection connection)
    {
        foreach (var spell in _faults.Silences)
        {
            var from = _fromUnixMs + (long)spell.After.TotalMilliseconds;
            if (connection.OpenedAtUnixMs < from && connection.Streams.Any(stream => stream.Market.Id == spell.Market))
            {
                return (from, from + (long)spell.Length.TotalMilliseconds);
            }
        }

        return default;
    }

    /// <summary>The market for whose sake a subscription is refused; null when it is taken.</summary>
    public WorldMarket? Refuse(IEnumerable<MarketStream> streams)
    {
        var refused = streams.FirstOrDefault(stream => _faults.Refused.Contains(stream.Market.Id))?.Market;
        Interlocked.Add(ref _refusedSubscriptions, refused is null ? 0 : 1);
        return refused;
    }

    /// <summary>Whether a REST call is refused for want of room.</summary>
    public bool RefusesCall(string exchange)
    {
        if (exchange != _faults.BusyExchange || Interlocked.Increment(ref _calls) % _faults.RefuseRestEvery != 0)
        {
            return false;
        }

        Interlocked.Increment(ref _refusedCalls);
        return true;
    }

    /// <summary>Counts what was sent of an order, or not sent.</summary>
    public void Count(int repeated, int overtaken, int withheld)
    {
        Interlocked.Add(ref _repeated, repeated);
        Interlocked.Add(ref _overtaken, overtaken);
        Interlocked.Add(ref _withheld, withheld);
    }

    private static bool IsHit(ulong seed, long number, double percent) => Mix.Unit(Mix.Hash(seed, number)) * 100 < percent;
}
