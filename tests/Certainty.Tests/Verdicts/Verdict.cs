using SqueezeFlow.Certainty.Tests.Service;

namespace SqueezeFlow.Certainty.Tests.Verdicts;

/// <summary>What is wrong with a run; nothing when the certificate holds.</summary>
/// <param name="Problems">Each in a sentence, in the order of markets and times.</param>
/// <param name="CompleteMinutes">Minutes that the ledger calls complete.</param>
/// <param name="Minutes">Whole minutes in which there was trade.</param>
internal sealed record Verdict(IReadOnlyList<Problem> Problems, int CompleteMinutes, int Minutes)
{
    private const int LastMs = 15_000;

    public static Verdict Of(ModelWorld world)
    {
        var end = world.Agenda.NowMs - LastMs;
        var checks = world.Markets.Select(market => new MarketCheck(world, market, end)).ToArray();
        return new(
            [.. checks.SelectMany(check => check.Problems())],
            checks.Sum(check => check.CompleteMinutes.Count),
            checks.Sum(check => check.Minutes));
    }

    public override string ToString() =>
        string.Join('\n', Problems.Take(5).Select(p => $"  {p}")) + (Problems.Count > 5 ? $"\n  and {Problems.Count - 5} more" : "");
}
