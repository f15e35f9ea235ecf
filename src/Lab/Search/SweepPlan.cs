using SqueezeFlow.Lab.Search.Objectives;
using SqueezeFlow.Lab.Search.Samplers;
using SqueezeFlow.Lab.Search.Spaces;

namespace SqueezeFlow.Lab.Search;

/// <summary>What is searched, and how. Immutable.</summary>
/// <param name="Space">What is varied.</param>
/// <param name="Objective">What is made as large as it can be.</param>
/// <param name="Trials">Candidates; from 1.</param>
/// <param name="Seed">Same seed, same search.</param>
public sealed record SweepPlan(SearchSpace Space, Objective Objective, int Trials, ulong Seed)
{
    /// <summary>Candidates that are chosen at once, whatever the number of cores: what they teach is used from the next round on.</summary>
    public const int RoundLength = 16;

    /// <summary>Most candidates; a search of as many takes some 100 MB.</summary>
    public const int MostTrials = 100_000;

    /// <summary>How candidates are chosen.</summary>
    public SamplerKind Sampler { get; init; } = SamplerKind.Tpe;

    /// <summary>What a candidate must keep to.</summary>
    public Constraints Constraints { get; init; } = new();

    /// <summary>Share of the data after which a candidate is given up when it is below the median of those before; null to try each on all.</summary>
    public double? EarlyShare { get; init; }

    /// <summary>Everything that does not go together, each with name, value and what would do; empty when all does.</summary>
    public IEnumerable<string> Problems()
    {
        foreach (var problem in Space.Problems())
        {
            yield return problem;
        }

        if (Trials is < 1 or > MostTrials)
        {
            yield return $"trials: '{Trials}' is no number from 1 to {MostTrials}: give one, e.g. 200";
        }

        if (EarlyShare is { } share && share is not (> 0 and < 1))
        {
            yield return $"early stop: '{share:R}' is no share of the data between 0 and 1: give e.g. 0.25";
        }

        if (Sampler == SamplerKind.Grid)
        {
            foreach (var parameter in Space.Parameters.Where(parameter => parameter.Step is null))
            {
                yield return $"{parameter.Name}: '{parameter}' has no step, which a grid needs: give e.g. {parameter with { Step = (parameter.High - parameter.Low) / 4, IsLogarithmic = false }}, or another sampler";
            }

            if (!Space.Problems().Any() && Space.Size > Trials)
            {
                yield return $"trials: '{Trials}' are fewer than the {Space.Size} combinations of the grid: give more, larger steps, or another sampler";
            }
        }
    }

    /// <summary>Candidates that are really tried: a grid may have fewer.</summary>
    public int Count => Sampler == SamplerKind.Grid && Space.Size is { } size ? (int)Math.Min(size, Trials) : Trials;

    /// <summary>The larger, the better; not finite for a candidate that keeps not to the constraints, was given up, or has no objective.</summary>
    public double ScoreOf(SweepEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry.IsStopped || !Constraints.Hold(entry.Outcome.Measures) ? double.NaN : Objective.Of(entry.Outcome.Measures);
    }

    /// <summary>Chooses the candidates.</summary>
    public ISampler MakeSampler() => Sampler switch
    {
        SamplerKind.Grid => new GridSampler(Space),
        SamplerKind.Random => new RandomSampler(Space, Seed),
        _ => new ParzenSampler(Space, Seed),
    };
}
