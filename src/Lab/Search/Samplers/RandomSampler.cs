using SqueezeFlow.Lab.Numerics;
using SqueezeFlow.Lab.Search.Spaces;

namespace SqueezeFlow.Lab.Search.Samplers;

/// <summary>Values anywhere in their ranges.</summary>
public sealed class RandomSampler(SearchSpace space, ulong seed) : ISampler
{
    /// <inheritdoc/>
    public Func<int, double[]> Learn(IReadOnlyList<Scored> known) => At;

    /// <summary>The values of a number.</summary>
    public double[] At(int number)
    {
        var random = RandomSource.Fork(seed, number);
        return [.. space.Parameters.Select(parameter => parameter.At(random.Next()))];
    }
}
