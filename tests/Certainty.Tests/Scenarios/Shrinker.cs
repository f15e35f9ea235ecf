namespace SqueezeFlow.Certainty.Tests.Scenarios;

/// <summary>Leaves out of a scenario whatever it fails without.</summary>
/// <param name="fails">Whether a scenario fails in the same way.</param>
internal sealed class Shrinker(Func<Scenario, bool> fails)
{
    private const int MostRuns = 80;

    private int _runs;

    /// <summary>The least scenario that is found.</summary>
    public Scenario Shrink(Scenario scenario)
    {
        while (Smaller(scenario).FirstOrDefault(Fails) is { } smaller)
        {
            scenario = smaller;
        }

        return scenario;
    }

    private bool Fails(Scenario scenario) => _runs++ < MostRuns && fails(scenario);

    private static IEnumerable<Scenario> Smaller(Scenario scenario)
    {
        foreach (var fault in scenario.Faults)
        {
            yield return scenario with { Faults = [.. scenario.Faults.Where(f => f != fault)] };
        }

        foreach (var market in scenario.Markets.Where(_ => scenario.Markets.Count > 1))
        {
            yield return scenario with
            {
                Markets = [.. scenario.Markets.Where(m => m != market)],
                Faults = [.. scenario.Faults.Where(f => !f.ToString()!.Contains(market.Name, StringComparison.Ordinal))],
            };
        }

        if (scenario.MarketsPerConnection < 3)
        {
            yield return scenario with { MarketsPerConnection = 3 };
        }

        var least = Math.Max(60, scenario.Faults.Select(f => f.End).DefaultIfEmpty().Max() + 30);
        foreach (var seconds in new[] { least, (least + scenario.Seconds) / 2 }.Where(s => s < scenario.Seconds))
        {
            yield return scenario with { Seconds = seconds };
        }
    }
}
