namespace SqueezeFlow.Lab.Search.Samplers;

/// <summary>Chooses candidates. What it answers depends on seed, number and what it was told of alone.</summary>
public interface ISampler
{
    /// <summary>Looks at what earlier rounds have found.</summary>
    /// <returns>What gives the values of a candidate by its number, from any thread.</returns>
    Func<int, double[]> Learn(IReadOnlyList<Scored> known);
}
