using SqueezeFlow.Core.Backtest;
using SqueezeFlow.Lab.Resampling;

namespace SqueezeFlow.Lab.Trials;

/// <summary>Closed trades of back-tests as the permutation of entry times wants them.</summary>
public sealed class HeldPositions
{
    private readonly List<TimedTrade> _trades = [];
    private readonly List<double> _prices = [];

    /// <summary>When and how positions were held.</summary>
    public IReadOnlyList<TimedTrade> Trades => _trades;

    /// <summary>Opening price of each bar that was traded.</summary>
    public IReadOnlyList<double> Prices => _prices;

    /// <summary>Adds a run after those that are there. A position that was closed within its bar was not held for one and is left out.</summary>
    public void Add(BacktestRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var (bars, shift) = (run.Stretch.ToSegment()[run.Stretch.WarmUp..], _prices.Count);
        var indexes = new Dictionary<long, int>(bars.Count);
        for (var i = 0; i < bars.Count; i++)
        {
            indexes[bars[i].OpenUnixMs] = shift + i;
            _prices.Add(bars[i].Open > 0 ? bars[i].Open : _prices.Count > 0 ? _prices[^1] : bars[i].Close);
        }

        ExecutedOrder? entry = null;
        foreach (var order in run.Result.Orders)
        {
            if (order.IsExit && entry is not null && indexes[order.BarOpenUnixMs] > indexes[entry.BarOpenUnixMs])
            {
                var exposure = entry.Side == ExecutedSide.Buy ? entry.NotionalUsd : -entry.NotionalUsd;
                _trades.Add(new(indexes[entry.BarOpenUnixMs], indexes[order.BarOpenUnixMs], exposure));
            }

            entry = order.IsExit ? null : order;
        }
    }
}
