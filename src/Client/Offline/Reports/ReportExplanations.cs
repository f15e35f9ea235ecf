using SqueezeFlow.Core.Signals.Explaining;

namespace SqueezeFlow.Client.Offline.Reports;

/// <summary>Why evaluations ended as they did. Their words repeat from bar to bar: each is there once, and named by its place.</summary>
/// <param name="Evaluated">Evaluations that were made.</param>
/// <param name="Texts">All words.</param>
/// <param name="Bars">The evaluations that are told of, in time order.</param>
internal sealed record ReportExplanations(int Evaluated, IReadOnlyList<string> Texts, IReadOnlyList<ReportExplanation> Bars)
{
    /// <summary>Explanations in time order.</summary>
    public static ReportExplanations Of(int evaluated, IEnumerable<Explanation> explanations)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var texts = new List<string>();
        int PlaceOf(string text)
        {
            if (!places.TryGetValue(text, out var place))
            {
                place = texts.Count;
                places.Add(text, place);
                texts.Add(text);
            }

            return place;
        }

        var bars = explanations.Select(one => new ReportExplanation(
            one.BarCloseUnixMs / 1_000,
            one.Bars,
            one.Score,
            PlaceOf(one.Decision),
            one.FirstFailure is { } failure ? PlaceOf(failure) : null,
            [.. one.Steps.Select(step => (int[])[step.Phase, PlaceOf(step.Name), PlaceOf(step.Actual), PlaceOf(step.Required), step.Passed switch { true => 1, false => 0, _ => -1 }])])).ToList();
        return new(evaluated, texts, bars);
    }
}

/// <summary>One evaluation.</summary>
/// <param name="T">Close of its bar, seconds since 1970 UTC.</param>
/// <param name="Bars">Bars in the window.</param>
/// <param name="Score">Total of phase 4.</param>
/// <param name="Decision">What was decided, as a place among the words.</param>
/// <param name="Failure">The first condition that failed, as a place; null when an order was given.</param>
/// <param name="Steps">Conditions: phase, places of name, value and threshold, and 1 passed, 0 failed, -1 only kept.</param>
internal sealed record ReportExplanation(long T, int Bars, double Score, int Decision, int? Failure, IReadOnlyList<int[]> Steps);
