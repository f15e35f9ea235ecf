using System.Text.Json.Nodes;
using SqueezeFlow.Client.Offline.Reports;
using SqueezeFlow.Lab.Overfitting;
using SqueezeFlow.Lab.Search;
using SqueezeFlow.Lab.Search.Objectives;
using SqueezeFlow.Lab.Trials;

namespace SqueezeFlow.Client.Offline.Lab;

/// <summary>Candidates as columns of equal length, which pictures are drawn from. What is not known is null.</summary>
internal static class LabCandidates
{
    private const int Half = SymmetricCrossValidation.Blocks / 2;
    private static readonly Measure[] Measures = [Measure.NetProfit, Measure.Return, Measure.Sharpe, Measure.MaxDrawdown, Measure.Trades];

    /// <summary>The columns. Of more candidates than are drawn every second, third… one is there.</summary>
    /// <param name="plan">How they were chosen.</param>
    /// <param name="candidates">All of them, each with the number of its fold, from 1.</param>
    public static JsonObject Of(SweepPlan plan, IReadOnlyList<KeyValuePair<int, SweepEntry>> candidates)
    {
        var stride = Math.Max(1, (candidates.Count + ReportDocument.MostPoints - 1) / ReportDocument.MostPoints);
        List<KeyValuePair<int, SweepEntry>> shown = [.. candidates.Where((_, i) => i % stride == 0)];
        List<SweepEntry> entries = [.. shown.Select(candidate => candidate.Value)];
        return new()
        {
            ["tried"] = candidates.Count,
            ["fold"] = new JsonArray([.. shown.Select(candidate => (JsonNode)candidate.Key)]),
            ["number"] = new JsonArray([.. entries.Select(entry => (JsonNode)entry.Number)]),
            ["stopped"] = new JsonArray([.. entries.Select(entry => (JsonNode)entry.IsStopped)]),
            ["values"] = new JsonObject(plan.Space.Parameters.Select((parameter, i) => Column(parameter.Name, entries, entry => entry.Values[i]))),
            ["measures"] = new JsonObject(
            [
                Column("objective", entries, plan.ScoreOf),
                .. Measures.Select(measure => Column(MeasureSet.Names[(int)measure], entries, entry => entry.Outcome.Measures[measure])),
                Column("sharpe_first_half", entries, entry => RatioOf(entry, 0)),
                Column("sharpe_second_half", entries, entry => RatioOf(entry, Half)),
            ]),
        };
    }

    private static KeyValuePair<string, JsonNode?> Column(string name, IReadOnlyList<SweepEntry> entries, Func<SweepEntry, double> of) =>
        KeyValuePair.Create(name, (JsonNode?)new JsonArray([.. entries.Select(entry => LabJson.Number(of(entry)))]));

    // Where nothing was held the ratio is 0, and says nothing.
    private static double RatioOf(SweepEntry entry, int first) =>
        entry.Outcome.Returns?.RatioOf(first, Half) is { } ratio && ratio != 0 ? ReturnMeasures.OfYear(ratio) : double.NaN;
}
