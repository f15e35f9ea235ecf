using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Storage.Influx.Schema;

namespace SqueezeFlow.Storage.Influx.Points;

/// <summary>Rows as points: bars first, then what the ledger says of them.</summary>
/// <remarks>
/// Of bars that we counted only those are written that the database does not make: the shortest, and longer ones that lie before what is kept of
/// the shortest, so that nothing could be made of it. Where a point is older than its policy keeps the server refuses it, so it is left out.
/// </remarks>
internal sealed class BarPoints(InfluxFrames frames, KeptTimes kept, KeptTags tags)
{
    /// <summary>Adds the points of a write.</summary>
    public void Add(PolicyLines lines, StoreWrite write)
    {
        if (write.Positions.Count > 0)
        {
            new PositionedRows(this, write).Add(lines);
            return;
        }

        for (var i = 0; i < write.Bars.Count; i++)
        {
            Add(lines, write.Bars[i]);
        }

        AddRecords(lines, write.Ledger, write.Gaps);
    }

    /// <summary>Name under which a market is kept; null when it cannot be.</summary>
    public string? NameOf(MarketId market) => tags.OfMarket(market);

    /// <summary>Policy of one-second bars.</summary>
    public string SecondsPolicy => frames.All[0].Policy;

    /// <summary>Adds the points of ledger and gaps.</summary>
    public void AddRecords(PolicyLines lines, IEnumerable<LedgerRun> ledger, IEnumerable<Gap> gaps)
    {
        foreach (var run in ledger)
        {
            if (tags.OfMarket(run.Market) is { } name)
            {
                LedgerPoints.Write(lines, name, run);
            }
        }

        foreach (var gap in gaps)
        {
            if (tags.OfMarket(gap.Market) is { } name)
            {
                GapPoints.Write(lines, name, gap);
            }
        }
    }

    /// <summary>Adds the point of a bar, if it has a place.</summary>
    public void Add(PolicyLines lines, in BarRow row)
    {
        var keeper = row.IsImported ? frames.KeeperOf(row.Timeframe) : frames.Find(row.Timeframe);
        if (keeper is null || row.Bar.OpenUnixMs < kept.KeptFromUnixMs(keeper.Policy) || (!row.IsImported && IsMade(keeper, row.Bar.OpenUnixMs)))
        {
            return;
        }

        if (tags.OfMarket(row.Market) is not { } name)
        {
            return;
        }

        Write(lines, keeper, name, row);
    }

    /// <summary>Writes one bar as it is.</summary>
    /// <param name="lines">Where to.</param>
    /// <param name="keeper">Whose policy keeps it.</param>
    /// <param name="name">Name of its market.</param>
    /// <param name="row">The bar.</param>
    public static void Write(PolicyLines lines, InfluxFrame keeper, string name, in BarRow row)
    {
        var line = lines.For(keeper.Policy);
        line.Begin(row.IsImported ? InfluxFrame.ImportedOf(row.Timeframe) : keeper.Measurement);
        line.Tag(BarTags.Market, name);
        BarFields.Write(line, row.Bar, row.IsImported);
        lines.End(keeper.Policy, row.Bar.OpenUnixMs);
    }

    // A bar longer than the time for which the shortest are kept begins before that always: the database makes it as long as its end does not lie before too, and
    // ours, which may have begun in the midst of it, must not take its place.
    private bool IsMade(InfluxFrame frame, long openUnixMs)
    {
        if (frame.Source is null)
        {
            return false;
        }

        var shortest = frames.Base;
        var isLonger = shortest.Duration > TimeSpan.Zero && frame.Timeframe.Milliseconds > shortest.Duration.TotalMilliseconds;
        var edge = (isLonger ? frame.Timeframe.Close(openUnixMs) : openUnixMs) - (long)Resampler.BeforeDeletion.TotalMilliseconds;
        return edge >= kept.KeptFromUnixMs(shortest.Policy, shortest.Duration);
    }
}
