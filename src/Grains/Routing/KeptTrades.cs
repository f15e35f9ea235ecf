using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Grains.Health;

namespace SqueezeFlow.Grains.Routing;

/// <summary>
/// All trades that the lanes of a silo keep until they are stored for all silos. Its presence makes lanes keep them. Bounded: the oldest go first. Safe for concurrent use.
/// </summary>
public sealed class KeptTrades(IOptions<RouterOptions> options, TimeProvider clock, ILogger<KeptTrades> logger) : IHealthProbe
{
    // A part of the bound, so that not every batch looks for the oldest.
    private const int Share = 16;

    private readonly ConcurrentDictionary<KeptBatches, byte> _lanes = new();
    private readonly Lock _shedding = new();
    private long _count;
    private long _letGo;
    private long _shedAt = long.MinValue;

    /// <inheritdoc/>
    public bool IsRequired => false;

    /// <summary>Trades kept.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>Trades let go unstored since the start, for want of room.</summary>
    public long LetGo => Interlocked.Read(ref _letGo);

    /// <inheritdoc/>
    public ValueTask<HealthPart> CheckAsync(CancellationToken cancellationToken)
    {
        var oldest = _lanes.Keys.Min(lane => lane.OldestUnixMs) is { } at ? (clock.GetUtcNow().ToUnixTimeMilliseconds() - at) / 1_000.0 : 0;
        var figures = new Dictionary<string, double>
        {
            ["keptTrades"] = Count,
            ["capacityTrades"] = options.Value.KeptTrades,
            ["letGoTrades"] = LetGo,
            ["oldestSeconds"] = Math.Max(0, oldest),
        };
        var (level, reason) = IsShedding
            ? (HealthLevels.Degraded, $"{LetGo} trades were let go before they were stored: a silo that dies now takes them along. Bring the store back, or raise Router:KeptTrades")
            : (HealthLevels.Healthy, $"{Count} trades are kept until they are stored");
        return new(new HealthPart("kept", level, reason, figures));
    }

    // Let go a while ago: what is let go next is said again.
    private bool IsShedding => Interlocked.Read(ref _shedAt) is > long.MinValue and var shed && clock.GetElapsedTime(shed) < TimeSpan.FromMinutes(5);

    internal void Join(KeptBatches lane) => _lanes.TryAdd(lane, 0);

    internal void Leave(KeptBatches lane) => _lanes.TryRemove(lane, out _);

    internal void Add(int trades)
    {
        RouterMetrics.Kept.Add(trades);
        if (Interlocked.Add(ref _count, trades) > options.Value.KeptTrades)
        {
            Shed();
        }
    }

    internal void Remove(int trades)
    {
        RouterMetrics.Kept.Add(-trades);
        Interlocked.Add(ref _count, -trades);
    }

    private void Shed()
    {
        lock (_shedding)
        {
            var excess = Count - options.Value.KeptTrades;
            if (excess <= 0)
            {
                return;
            }

            excess += options.Value.KeptTrades / Share;
            var (shed, unstored) = (0L, 0L);
            while (shed < excess && _lanes.Keys.Where(lane => lane.OldestUnixMs is not null).MinBy(lane => lane.OldestUnixMs) is { } lane)
            {
                var (count, lost) = lane.LetGoOldest();
                if (count == 0)
                {
                    break;
                }

                (shed, unstored) = (shed + count, unstored + lost);
            }

            if (unstored > 0)
            {
                NoteShed(unstored);
            }
        }
    }

    private void NoteShed(long shed)
    {
        RouterMetrics.LetGo.Add(shed);
        Interlocked.Add(ref _letGo, shed);
        if (!IsShedding)
        {
            RouterLog.LetGo(logger, shed);
        }

        Interlocked.Exchange(ref _shedAt, clock.GetTimestamp());
    }
}
