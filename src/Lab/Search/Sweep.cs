using System.Runtime.ExceptionServices;
using SqueezeFlow.Lab.Search.Files;
using SqueezeFlow.Lab.Search.Samplers;

namespace SqueezeFlow.Lab.Search;

/// <summary>
/// Searches: round by round, each on all cores. What a round chooses depends on the rounds before it alone, so that neither the
/// number of cores nor a pause in between changes anything.
/// </summary>
public sealed class Sweep(SweepPlan plan, ICandidateRun run)
{
    private readonly SweepPlan _plan = Checked(plan);
    private readonly List<SweepEntry> _entries = [];

    /// <summary>Called after each candidate with how many are done, from any thread, one at a time.</summary>
    public Action<int>? Progress { get; init; }

    /// <summary>Tries all candidates; those that the file has are not tried again. Once only.</summary>
    /// <param name="file">Keeps what was tried; null to keep nothing.</param>
    /// <param name="cores">Candidates tried at once; at least 1.</param>
    /// <param name="cancellationToken">Ends it; what was tried is in the file.</param>
    /// <returns>All candidates by their number.</returns>
    /// <exception cref="SweepFileException">The file holds candidates that this search does not choose.</exception>
    public IReadOnlyList<SweepEntry> Run(SweepFile? file, int cores, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cores, 1);
        var sampler = _plan.MakeSampler();
        var kept = file?.Entries ?? [];
        while (_entries.Count < _plan.Count)
        {
            var choose = sampler.Learn([.. _entries.Select(entry => new Scored(entry.Values, _plan.ScoreOf(entry)))]);
            var rule = new MedianRule(_entries.Where(entry => entry.Early is not null).Select(entry => entry.Early!.Value));
            var known = kept.Skip(_entries.Count).Take(SweepPlan.RoundLength).ToList();
            foreach (var entry in known)
            {
                file!.Demand(entry, choose(entry.Number));
            }

            _entries.AddRange(known);
            Progress?.Invoke(_entries.Count);
            if (known.Count < SweepPlan.RoundLength)
            {
                TryRest(file, choose, rule, cores, known.Count, cancellationToken);
            }
        }

        return _entries;
    }

    private void TryRest(SweepFile? file, Func<int, double[]> choose, MedianRule rule, int cores, int known, CancellationToken cancellationToken)
    {
        var first = _entries.Count;
        var tried = new SweepEntry?[Math.Min(SweepPlan.RoundLength - known, _plan.Count - first)];
        var options = new ParallelOptions { MaxDegreeOfParallelism = cores, CancellationToken = cancellationToken };
        try
        {
            Parallel.For(0, tried.Length, options, i =>
            {
                var entry = Try(first + i, choose(first + i), rule);
                lock (_entries)
                {
                    tried[i] = entry;
                    Keep(file, tried, first);
                }
            });
        }
        catch (AggregateException error)
        {
            // One failure ends the search; callers know it by its own kind.
            ExceptionDispatchInfo.Throw(error.InnerExceptions[0]);
        }
    }

    // In the order of their numbers, whatever the order in which they end.
    private void Keep(SweepFile? file, SweepEntry?[] tried, int first)
    {
        for (var i = _entries.Count - first; i < tried.Length && tried[i] is { } entry; i++)
        {
            file?.Append(entry);
            _entries.Add(entry);
            Progress?.Invoke(_entries.Count);
        }
    }

    private SweepEntry Try(int number, double[] values, MedianRule rule)
    {
        if (_plan.EarlyShare is not { } share)
        {
            return new(number, values, run.Run(values, 1), null, false);
        }

        var part = run.Run(values, share);
        var early = _plan.Objective.Of(part.Measures);
        return rule.Stops(early)
            ? new(number, values, part with { Returns = null }, early, true)
            : new(number, values, run.Run(values, 1), early, false);
    }

    private static SweepPlan Checked(SweepPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var problems = string.Join("; ", plan.Problems());
        return problems.Length == 0 ? plan : throw new ArgumentException(problems, nameof(plan));
    }
}
