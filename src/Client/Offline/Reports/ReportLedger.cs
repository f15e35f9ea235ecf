using SqueezeFlow.Client.Offline.Backtests.Files;
using SqueezeFlow.Core.Bars;

namespace SqueezeFlow.Client.Offline.Reports;

/// <summary>What of a market is in its file, between the first and the last bar that was evaluated.</summary>
/// <param name="Role"><c>spot</c> or <c>perp</c>.</param>
/// <param name="Market">What its rows say to be of; else the name of the file.</param>
/// <param name="Spacing">Seconds from row to row; null with a single one.</param>
/// <param name="Rows">Rows in that time.</param>
/// <param name="Expected">Rows that there would be without a hole; null where rows may be missing because nothing traded.</param>
/// <param name="Runs">Stretches with rows.</param>
/// <param name="Gaps">Stretches without any.</param>
internal sealed record ReportLedger(
    string Role, string Market, long? Spacing, int Rows, long? Expected, IReadOnlyList<ReportRun> Runs, IReadOnlyList<ReportGap> Gaps)
{
    // Shorter rows are missing where nothing traded.
    private const long Minute = 60;

    /// <summary>The ledger of a file over whole bars of a length in <c>[from, to)</c>, seconds since 1970 UTC.</summary>
    public static ReportLedger Of(string role, MarketFile file, Timeframe timeframe, long from, long to)
    {
        var spacing = file.SpacingSeconds >= Minute ? file.SpacingSeconds : null;
        var length = timeframe.Milliseconds / 1_000;
        var runs = new List<ReportRun>();
        var gaps = new List<ReportGap>();
        var rows = file.Bars.Where(bar => bar.OpenSeconds >= from && bar.OpenSeconds < to).ToList();
        var reached = from;
        bool IsWhole(long open, int count) => (spacing is null || count >= length / spacing)
            && !file.Gaps.Any(gap => gap.FromUnixMs < (open + length) * 1_000 && gap.ToUnixMs > open * 1_000);
        foreach (var bucket in rows.GroupBy(row => timeframe.Floor(row.OpenSeconds * 1_000) / 1_000))
        {
            var isQuiet = spacing is null && bucket.Key - reached < Minute;
            if (bucket.Key > reached && !isQuiet)
            {
                gaps.Add(new(reached, bucket.Key, (bucket.Key - reached) / spacing));
            }

            var run = new ReportRun(
                isQuiet ? reached : bucket.Key, bucket.Key + length, IsWhole(bucket.Key, bucket.Count()), bucket.Count(), bucket.Sum(row => row.BuyNotional), bucket.Sum(row => row.SellNotional));
            Append(runs, run);
            reached = run.To;
        }

        if (reached < to)
        {
            gaps.Add(new(reached, to, (to - reached) / spacing));
        }

        return new(role, file.Market.Length > 0 ? file.Market : file.Name, file.SpacingSeconds, rows.Count, (to - from) / spacing, runs, gaps);
    }

    private static void Append(List<ReportRun> runs, ReportRun run)
    {
        if (runs.Count > 0 && runs[^1] is var last && last.To == run.From && last.IsWhole == run.IsWhole)
        {
            runs[^1] = new(last.From, run.To, run.IsWhole, last.Rows + run.Rows, last.Buy + run.Buy, last.Sell + run.Sell);
        }
        else
        {
            runs.Add(run);
        }
    }
}

/// <summary>A stretch of a file with rows in every bar.</summary>
/// <param name="From">Begin, seconds since 1970 UTC.</param>
/// <param name="To">End.</param>
/// <param name="IsWhole">Whether no row of it is missing, nor a trade that is known to be.</param>
/// <param name="Rows">Rows in it.</param>
/// <param name="Buy">Aggressor buys, quote units.</param>
/// <param name="Sell">Aggressor sells, quote units.</param>
internal sealed record ReportRun(long From, long To, bool IsWhole, int Rows, double Buy, double Sell);

/// <summary>A stretch of a file without a row for a bar or longer.</summary>
/// <param name="From">Begin, seconds since 1970 UTC.</param>
/// <param name="To">End.</param>
/// <param name="Rows">Rows that are missing; null where that cannot be told.</param>
internal sealed record ReportGap(long From, long To, long? Rows);
