using SqueezeFlow.Lab.Search;
using SqueezeFlow.Lab.Search.Objectives;
using SqueezeFlow.Lab.Search.Spaces;

namespace SqueezeFlow.Lab.Tests.Search;

/// <summary>Functions whose lowest points are known; their negative is the net profit.</summary>
internal static class Landscapes
{
    /// <summary>Lowest points of 0.397887.</summary>
    public static readonly SearchSpace BraninSpace = new([new("x", -5, 10), new("y", 0, 15)]);

    /// <summary>Lowest point 0 at (1, 1), in a bent valley.</summary>
    public static readonly SearchSpace RosenbrockSpace = new([new("x", -2, 2), new("y", -1, 3)]);

    /// <summary>Lowest point −3.86278.</summary>
    public static readonly SearchSpace HartmannSpace = new([new("x", 0, 1), new("y", 0, 1), new("z", 0, 1)]);

    private static readonly double[,] Scale = { { 3, 10, 30 }, { 0.1, 10, 35 }, { 3, 10, 30 }, { 0.1, 10, 35 } };
    private static readonly double[,] Place = { { 0.3689, 0.117, 0.2673 }, { 0.4699, 0.4387, 0.747 }, { 0.1091, 0.8732, 0.5547 }, { 0.0381, 0.5743, 0.8828 } };
    private static readonly double[] Weight = [1, 1.2, 3, 3.2];

    public static double Branin(IReadOnlyList<double> at) =>
        Math.Pow(at[1] - (5.1 / (4 * Math.PI * Math.PI) * at[0] * at[0]) + (5 / Math.PI * at[0]) - 6, 2) + (10 * (1 - (1 / (8 * Math.PI))) * Math.Cos(at[0])) + 10;

    public static double Rosenbrock(IReadOnlyList<double> at) => (100 * Math.Pow(at[1] - (at[0] * at[0]), 2)) + Math.Pow(1 - at[0], 2);

    public static double Hartmann(IReadOnlyList<double> at) =>
        -Enumerable.Range(0, 4).Sum(i => Weight[i] * Math.Exp(-Enumerable.Range(0, 3).Sum(j => Scale[i, j] * Math.Pow(at[j] - Place[i, j], 2))));

    /// <summary>A candidate's outcome.</summary>
    public static ICandidateRun Run(Func<IReadOnlyList<double>, double> function) => new FunctionRun(function);

    private sealed class FunctionRun(Func<IReadOnlyList<double>, double> function) : ICandidateRun
    {
        public CandidateOutcome Run(IReadOnlyList<double> values, double share) => new(new MeasureSet(
            KeyValuePair.Create(Measure.NetProfit, -function(values) * share), KeyValuePair.Create(Measure.Trades, 100.0 * share)));
    }
}
