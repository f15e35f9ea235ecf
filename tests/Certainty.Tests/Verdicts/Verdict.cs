using SqueezeFlow.Certainty.Tests.Service;

namespace SqueezeFlow.Certainty.Tests.Verdicts;

/// <summary>What is wrong with a run; nothing when the certificate holds.</summary>
/// <param name="Problems">Each in a sentence, in the order of markets and times.</param>
/// <param name="Gaps">The gaps of the markets in question, for the reader.</param>
/// <param name="CompleteMinutes">Minutes that the ledger calls complete.</param>
/// <param name="Minutes">Whole minutes in which there was trade.</param>
internal sealed record Verdict(IReadOnlyList<Problem> Problems, IReadOnlyList<string> Gaps, int CompleteMinutes, int Minutes)
{
    private const int LastMs = 15_000;
    private const int Shown = 6;

    public static Verdict Of(ModelWorld world)
    {
        var end = world.Agenda.NowMs - LastMs;
        var checks = world.Markets.Select(market => new MarketCheck(world, market, end)).ToArray();
        return new(
            [.. checks.SelectMany(check => check.Problems())],
            [.. checks.Where(check => check.Problems().Any()).SelectMany(check => check.Gaps())],
            checks.Sum(check => check.CompleteMinutes.Count),
            checks.Sum(check => check.Minutes));
    }

    /// <summary>A run that did not come to its end.</summary>
    public static Verdict Of(Exception failure) => new([new(ProblemKind.Broken, failure.ToString())], [], 0, 0);

    public override string ToString() =>
        $"{First(Problems.Select(p => p.ToString()))}\n{First(Gaps)}";

    private static string First(IEnumerable<string> lines)
    {
        var all = lines.ToArray();
        return string.Join('\n', all.Take(Shown).Select(line => $"  {line}")) + (all.Length > Shown ? $"\n  and {all.Length - Shown} more" : "");
    }
}
