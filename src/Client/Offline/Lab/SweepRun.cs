using SqueezeFlow.Lab.Search;
using SqueezeFlow.Lab.Search.Files;
using SqueezeFlow.Lab.Trials;
using SqueezeFlow.Lab.Verdicts;

namespace SqueezeFlow.Client.Offline.Lab;

/// <summary>Makes a search and judges its best.</summary>
internal static class SweepRun
{
    /// <summary>Searches over all bars.</summary>
    /// <exception cref="SweepFileException">The file does not go on with this search.</exception>
    public static SweepReport Run(LabRequest request, string? file, int cores, Action<int> progress, CancellationToken cancellationToken)
    {
        var trial = new ParameterTrial(request.Space, request.Options, request.Whole, request.OpenInterest);
        using var results = file is null ? null : SweepFile.Open(file, request.ToHeader());
        var entries = new Sweep(request.Plan, trial) { Progress = progress }.Run(results, cores, cancellationToken);
        var ranking = SweepRanking.Of(request.Plan, entries);
        var unchanged = BacktestRun.Of(request.Options, request.Whole, request.OpenInterest);
        if (ranking.Count == 0)
        {
            return new(request, entries, ranking, unchanged, null, null);
        }

        var best = trial.RunWhole(ranking[0].Values);
        var evidence = LabChecks.Add(request, request.Space.Apply(ranking[0].Values), Judge(request, best, Choice.Of(entries)));
        return new(request, entries, ranking, unchanged, best, evidence);
    }

    private static Evidence Judge(LabRequest request, BacktestRun best, Choice choice)
    {
        var positions = new HeldPositions();
        positions.Add(best);
        return Evidence.Of([.. best.Profits], best.Returns, positions, choice, new() { Seed = request.Plan.Seed });
    }
}
