using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Completeness.Ledger;
using SqueezeFlow.Core.Flow.OpenInterest;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Storage.Influx.Points;
using SqueezeFlow.Storage.Influx.Protocol;
using SqueezeFlow.Storage.Influx.Schema;

namespace SqueezeFlow.Storage.Influx.Backup;

/// <summary>Rows of a backup as points: bars as they are, those that the database would make too. What it cannot keep is known before.</summary>
/// <param name="frames">Where bars are kept.</param>
/// <param name="tags">Names that can be kept.</param>
/// <param name="durations">How long policies keep; zero for ever.</param>
/// <param name="now">When the restore began.</param>
internal sealed class RestoredRows(InfluxFrames frames, KeptTags tags, Func<string, TimeSpan> durations, DateTimeOffset now)
{
    private const string BadName = "a name that InfluxDB cannot keep";

    // What would be deleted before the restore is over is not begun with.
    private static readonly TimeSpan MostMargin = TimeSpan.FromHours(1);
    private const int MarginPart = 24;

    private readonly Dictionary<string, long> _keptFrom = [];

    /// <summary>Why a bar cannot be kept; null when it can.</summary>
    public string? ReasonAgainst(in BarRow row) => KeeperOf(row) switch
    {
        null => $"bars of {row.Timeframe} have no place and are made of shorter ones when they are read",
        var keeper when AgeAgainst(keeper.Policy, row.Bar.OpenUnixMs) is { } reason => reason,
        _ when NameAgainst(row.Market) is { } reason => reason,
        _ => row is { IsImported: false, Bar: { HasPrice: false, Volume: 0, BuyCount: 0, SellCount: 0, BuyLiquidation: 0, SellLiquidation: 0 } } ? "bars in which nothing was traded" : null,
    };

    /// <summary>The same of a row of the ledger.</summary>
    public string? ReasonAgainst(LedgerRun run) => AgeAgainst(InfluxFrames.LedgerPolicy, run.FromUnixMs) ?? NameAgainst(run.Market);

    /// <summary>The same of a gap.</summary>
    public string? ReasonAgainst(Gap gap) => AgeAgainst(InfluxFrames.LedgerPolicy, gap.BeforeUnixMs) ?? NameAgainst(gap.Market);

    /// <summary>The same of open interest.</summary>
    public string? ReasonAgainst(OpenInterestRow row) =>
        AgeAgainst(InfluxFrames.RecordPolicy, row.UnixMs) ?? (tags.CanKeep(OpenInterestPoints.Measurement, OpenInterestPoints.TagsOf(row)) ? null : BadName);

    /// <summary>Adds a bar that can be kept.</summary>
    public void Write(PolicyLines lines, in BarRow row) => BarPoints.Write(lines, KeeperOf(row)!, tags.OfMarket(row.Market)!, row);

    /// <summary>Adds a row of the ledger that can be kept.</summary>
    public void Write(PolicyLines lines, LedgerRun run) => LedgerPoints.Write(lines, tags.OfMarket(run.Market)!, run);

    /// <summary>Adds a gap that can be kept.</summary>
    public void Write(PolicyLines lines, Gap gap) => GapPoints.Write(lines, tags.OfMarket(gap.Market)!, gap);

    private InfluxFrame? KeeperOf(in BarRow row) => row.IsImported ? frames.KeeperOf(row.Timeframe) : frames.Find(row.Timeframe);

    // It must be found again under the same name.
    private string? NameAgainst(MarketId market) => tags.OfMarket(market) is { } name && BarTags.Parse(name) == market ? null : BadName;

    private string? AgeAgainst(string policy, long unixMs)
    {
        if (!_keptFrom.TryGetValue(policy, out var from))
        {
            var duration = durations(policy);
            var margin = duration / MarginPart < MostMargin ? duration / MarginPart : MostMargin;
            _keptFrom[policy] = from = duration == TimeSpan.Zero ? 0 : (now - duration + margin).ToUnixTimeMilliseconds();
        }

        return unixMs >= from ? null
            : unixMs < 0 ? "before 1970"
            : $"older than the policy {policy} keeps ({InfluxQl.Duration(durations(policy))})";
    }
}
