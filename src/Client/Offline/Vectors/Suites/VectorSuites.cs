using SqueezeFlow.Client.Offline.Vectors.Pipeline;

namespace SqueezeFlow.Client.Offline.Vectors.Suites;

/// <summary>Every kind of vector file that can be judged: one line a kind. The first that handles a file judges it.</summary>
internal static class VectorSuites
{
    /// <summary>All kinds, each profile with its own parameters.</summary>
    public static IReadOnlyList<IVectorSuite> All { get; } = With(new(null));

    /// <summary>All kinds.</summary>
    public static IReadOnlyList<IVectorSuite> With(VectorParameters parameters) =>
    [
        new EvaluationSuite(parameters),
        new ExitSuite(parameters),
        new ReplaySuite(parameters),
        new BacktestSuite(parameters),
        new MarketClassificationSuite(),
        new SignalValidatorSuite(),
        new OrderToSignalSuite(),
        new OpenInterestStoreSuite(),
        new OpenInterestChangeSuite(),
    ];
}
