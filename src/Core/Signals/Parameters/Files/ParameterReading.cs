namespace SqueezeFlow.Core.Signals.Parameters.Files;

/// <summary>What the text of a file of parameters came to.</summary>
/// <param name="Parameters">The parameters; not to be used with any fault.</param>
/// <param name="NamesProfile">Whether the text names the profile itself.</param>
/// <param name="Faults">Everything that is wrong, each with name, value and fix; empty when nothing is.</param>
public sealed record ParameterReading(StrategyParameters Parameters, bool NamesProfile, IReadOnlyList<string> Faults);
