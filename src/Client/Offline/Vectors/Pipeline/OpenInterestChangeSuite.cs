using System.Text.Json.Nodes;
using SqueezeFlow.Core.Flow.OpenInterest;

namespace SqueezeFlow.Client.Offline.Vectors.Pipeline;

/// <summary>Series of open interest with the change each must show.</summary>
internal sealed class OpenInterestChangeSuite : IVectorSuite
{
    public bool Handles(string name, VectorRow first) => first.Has("oi_usd_newest_first_5m");

    public IEnumerable<VectorVerdict> VerdictsOf(VectorRow row) => [VectorVerdict.Both];

    public void Judge(VectorRow row, VectorVerdict verdict, MismatchList mismatches)
    {
        var change = OpenInterestChange.Over(row.GetNumbers("oi_usd_newest_first_5m"), (int)row.GetNumber("periods"));
        var found = new JsonObject
        {
            ["current_oi"] = change.Current,
            ["oi_change_pct"] = change.ChangePercent,
            ["oi_change_usd"] = change.ChangeUsd,
            ["is_rising"] = change.IsRising,
            ["exceeds_threshold"] = change.ExceedsThreshold,
        };
        mismatches.Compare("expected", row.GetObject("expected").Json, found, _ => false);
    }
}
