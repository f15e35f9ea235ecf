namespace SqueezeFlow.Core.Signals.Parameters;

/// <summary>Parameters that belong together. Immutable.</summary>
public abstract record ParameterGroup
{
    internal ParameterGroup Copy() => this with { };
}
