namespace SqueezeFlow.Lab.Search.Samplers;

/// <summary>A candidate that was tried.</summary>
/// <param name="Values">Its parameters, in the order of the space.</param>
/// <param name="Score">The larger, the better; not finite when it has none.</param>
public readonly record struct Scored(IReadOnlyList<double> Values, double Score);
