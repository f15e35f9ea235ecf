using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Views;

namespace SqueezeFlow.Silo.Api.Symbols.Figures;

/// <summary>Makes the figures of one symbol out of its window and its ledgers.</summary>
internal static class FigureMaker
{
    /// <summary>Strategy bars whose completeness counts: as far back as its phases look.</summary>
    public const int Looked = 50;

    private const int Drawn = 36;
    private const long Hour = 3_600_000;
    private const long Minute = 60_000;

    /// <summary>Start of the first bar looked at; null without bars.</summary>
    public static long? StartOf(CvdView window) => window.OpenUnixMs.Count == 0 ? null : window.OpenUnixMs[^Math.Min(Looked, window.OpenUnixMs.Count)];

    /// <summary>Move of the price over the last hour; null where no bar of that age is known.</summary>
    public static double? ChangeOf(CvdView window)
    {
        if (!Timeframe.TryParse(window.Timeframe, out var timeframe) || window.OpenUnixMs.Count == 0)
        {
            return null;
        }

        var last = window.Close.LastOrDefault(close => close is not null);
        var then = timeframe.Close(window.OpenUnixMs[^1]) - Hour;
        double? before = null;
        for (var i = 0; i < window.OpenUnixMs.Count && timeframe.Close(window.OpenUnixMs[i]) <= then; i++)
        {
            before = then - timeframe.Close(window.OpenUnixMs[i]) < Hour ? window.Close[i] ?? before : null;
        }

        return before is > 0 ? 100 * ((last / before) - 1) : null;
    }

    /// <summary>Running difference of spot and perpetuals over the last bars.</summary>
    public static double[] DivergenceOf(CvdView window)
    {
        var sum = 0d;
        return
        [
            .. window.SpotDelta.Zip(window.PerpDelta).TakeLast(Drawn)
                .Select(pair => sum += double.IsNaN(pair.First - pair.Second) ? 0 : pair.First - pair.Second),
        ];
    }

    /// <summary>Part of a range that is proven complete over several markets, 0 to 1.</summary>
    public static double? ShareOf(IReadOnlyList<(long Complete, long Partial)> markets, long fromUnixMs, long toUnixMs)
    {
        var minutes = (toUnixMs - fromUnixMs) / Minute;
        return markets.Count == 0 || minutes <= 0 ? null : Math.Min(1, (double)markets.Sum(market => market.Complete) / (minutes * markets.Count));
    }
}
