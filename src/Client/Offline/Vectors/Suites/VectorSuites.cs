using SqueezeFlow.Client.Offline.Vectors.Pipeline;

namespace SqueezeFlow.Client.Offline.Vectors.Suites;

/// <summary>Every kind of vector file that can be judged: one line a kind. The first that handles a file judges it.</summary>
internal static class VectorSuites
{
    /// <summary>All kinds.</summary>
    public static IReadOnlyList<IVectorSuite> All { get; } =
    [
        new EvaluationSuite(),
        new ExitSuite(),
        new ReplaySuite(),
        new BacktestSuite(),
        new MarketClassificationSuite(),
        new SignalValidatorSuite(),
        new OrderToSignalSuite(),
        new OpenInterestStoreSuite(),
        new OpenInterestChangeSuite(),
    ];
}
