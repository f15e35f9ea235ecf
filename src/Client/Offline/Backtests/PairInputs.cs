using SqueezeFlow.Client.Offline.Backtests.Files;
using SqueezeFlow.Client.Terminals.Writing;
using SqueezeFlow.Core.Backtest.Costs;
using SqueezeFlow.Core.Backtest.Limits;
using SqueezeFlow.Core.Bars;

namespace SqueezeFlow.Client.Offline.Backtests;

/// <summary>What a back-test was given, read and checked.</summary>
/// <param name="Spot">Bars of the spot market.</param>
/// <param name="Perp">Bars of the perpetual.</param>
/// <param name="Series">The bars that it runs over; at least one.</param>
/// <param name="OpenInterest">Open interest; null when none was given.</param>
/// <param name="Funding">Funding payments; null when none were given.</param>
internal sealed record PairInputs(MarketFile Spot, MarketFile Perp, PairedSeries Series, OpenInterestFile? OpenInterest, FundingFile? Funding = null)
{
    /// <summary>What was taken otherwise than written, or is missing.</summary>
    public IEnumerable<string> Notes => [.. Spot.Notes, .. Perp.Notes, .. OpenInterest?.Notes ?? [], .. Funding?.Notes ?? [], .. FundingGaps(), .. Series.Notes, .. MissingTrades()];

    /// <summary>Time in which trades of either market are known to be missing, inside the bars that are run, in order.</summary>
    public IReadOnlyList<KnownGap> KnownGaps { get; } = Within(Series, KnownGap.Join([.. Spot.Gaps, .. Perp.Gaps]));

    /// <summary>Costs with what the files know of them: payments, and the perpetual's rows where they are finer than the bars.</summary>
    public TradingCosts Add(TradingCosts costs, Timeframe timeframe) => costs with
    {
        Funding = Funding?.Rates ?? [],
        FinerBars = costs.ClosesInside && Perp.SpacingSeconds * 1_000 < timeframe.Milliseconds
            ? [.. Perp.Bars.Select(bar => new PriceBar(bar.OpenSeconds * 1_000, bar.Open, bar.High, bar.Low, bar.Close))]
            : [],
    };

    private static IReadOnlyList<KnownGap> Within(PairedSeries series, IReadOnlyList<KnownGap> gaps) =>
        series.Bars.Count == 0 ? [] : [.. gaps.Where(gap => gap.ToUnixMs > series.Bars[0].OpenUnixMs && gap.FromUnixMs < series.EndUnixMs)];

    private IEnumerable<string> MissingTrades()
    {
        if (KnownGaps.Count > 0)
        {
            var longest = KnownGaps.MaxBy(gap => gap.Length);
            yield return $"trades are missing in {Counted.Of(KnownGaps.Count, "gap")}, {Figures.Span(TimeSpan.FromTicks(KnownGaps.Sum(gap => gap.Length.Ticks)))} in all, the longest {Figures.Span(longest.Length)} from {Figures.Time(longest.FromUnixMs)} UTC";
        }
    }

    // Payments that are missing make holding look cheaper than it was.
    private IEnumerable<string> FundingGaps()
    {
        if (Funding is null)
        {
            yield break;
        }

        var (first, last) = (Series.Bars[0].OpenUnixMs, Series.Bars[^1].OpenUnixMs);
        var within = Funding.Rates.Count(rate => rate.UnixMs >= first && rate.UnixMs <= last);
        if (within == 0)
        {
            yield return $"{Funding.Name}: no payment falls into the bars";
        }

        var longest = LongestGapMs(first, last);
        if (longest > TimeSpan.FromHours(8).TotalMilliseconds)
        {
            yield return $"{Funding.Name}: up to {Figures.Span(TimeSpan.FromMilliseconds(longest))} of the bars are without a payment; venues pay at least every 8 h";
        }
    }

    private long LongestGapMs(long first, long last)
    {
        var (longest, before) = (0L, first);
        foreach (var rate in Funding!.Rates.Where(rate => rate.UnixMs >= first && rate.UnixMs <= last))
        {
            longest = Math.Max(longest, rate.UnixMs - before);
            before = rate.UnixMs;
        }

        return Math.Max(longest, last - before);
    }
}
