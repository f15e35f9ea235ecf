using SqueezeFlow.Lab.Search.Spaces;

namespace SqueezeFlow.Lab.Search.Samplers;

/// <summary>Every combination of steps, the last parameter fastest.</summary>
public sealed class GridSampler(SearchSpace space) : ISampler
{
    /// <inheritdoc/>
    public Func<int, double[]> Learn(IReadOnlyList<Scored> known) => At;

    private double[] At(int number)
    {
        var values = new double[space.Parameters.Count];
        for (var i = values.Length - 1; i >= 0; i--)
        {
            var levels = space.Parameters[i].Levels
                ?? throw new InvalidOperationException($"{space.Parameters[i].Name}: a grid needs a step.");
            values[i] = space.Parameters[i].Level(number % levels);
            number /= levels;
        }

        return values;
    }
}
