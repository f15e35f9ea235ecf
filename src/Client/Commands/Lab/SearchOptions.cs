using System.CommandLine;
using SqueezeFlow.Client.Commands.Offline.Options;
using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Client.Offline.Lab;
using SqueezeFlow.Client.Offline.Reading;
using SqueezeFlow.Lab.Search;
using SqueezeFlow.Lab.Search.Objectives;
using SqueezeFlow.Lab.Search.Samplers;
using SqueezeFlow.Lab.Search.Spaces;
using SqueezeFlow.Lab.Trials;

namespace SqueezeFlow.Client.Commands.Lab;

/// <summary>What is searched and how.</summary>
internal sealed class SearchOptions(int trials)
{
    private readonly PairOptions _pair = new();
    private readonly Option<SearchParameter[]> _vary = LabValues.Vary();
    private readonly Option<SamplerKind> _sampler = LabValues.Sampler();
    private readonly Option<int> _trials = LabValues.Trials(trials);
    private readonly Option<ulong> _seed = LabValues.Seed();
    private readonly Option<Objective?> _objective = LabValues.Goal();
    private readonly Option<int> _minTrades = Values.Whole("--min-trades", "Fewest closed trades that a candidate may have", 0, 1_000_000, 10);
    private readonly Option<double?> _maxDrawdown = LabValues.MaxDrawdown();
    private readonly Option<double?> _earlyStop = LabValues.EarlyStop();
    private readonly Option<TimeSpan> _lookback = LabValues.Span("--lookback", "Window of the strategy", "48h");
    private readonly Option<int?> _cores = LabValues.Cores();

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [.. _pair.All, _vary, _sampler, _trials, _seed, _objective, _minTrades, _maxDrawdown, _earlyStop, _lookback, _cores];

    /// <summary>Candidates tried at once.</summary>
    public int Cores(ParseResult arguments) => arguments.GetValue(_cores) ?? Environment.ProcessorCount;

    /// <summary>What was given, checked, with the data read.</summary>
    /// <exception cref="ConsoleFailure">Something will not do; all of it is told.</exception>
    public LabRequest Read(ParseResult arguments)
    {
        var pair = _pair.Read(arguments);
        var space = new ParameterSpace(pair.Parameters, arguments.GetRequiredValue(_vary));
        var plan = new SweepPlan(space.Space, arguments.GetValue(_objective)!, arguments.GetValue(_trials), arguments.GetValue(_seed))
        {
            Sampler = arguments.GetValue(_sampler),
            EarlyShare = arguments.GetValue(_earlyStop),
            Constraints = new() { MinTrades = arguments.GetValue(_minTrades), MaxDrawdownPercent = arguments.GetValue(_maxDrawdown) },
        };
        var lookback = arguments.GetValue(_lookback);
        Refuse([.. plan.Problems(), .. space.Problems(), .. LabRequest.ProblemsOf(lookback, pair.Timeframe)]);
        try
        {
            return LabRequest.Read(pair, space, plan, lookback);
        }
        catch (Exception error) when (error is DataFormatException or UnauthorizedAccessException)
        {
            throw new ConsoleFailure(ConsoleExit.BadUsage, error.Message, error);
        }
    }

    /// <summary>Refuses what has problems.</summary>
    public static void Refuse(IReadOnlyList<string> problems)
    {
        if (problems.Count > 0)
        {
            throw new ConsoleFailure(ConsoleExit.BadUsage, string.Join("; ", problems));
        }
    }
}
