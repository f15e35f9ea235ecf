using SqueezeFlow.Grains.Signals.External;

namespace SqueezeFlow.Grains;

/// <summary>The grain storage that the silo adds and every grain keeps its state in.</summary>
public static class GrainStateStorage
{
    /// <summary>Name of the provider.</summary>
    public const string Name = "state";

    /// <summary>How long states of a name are needed after their last change; those of other names for good.</summary>
    public static IReadOnlyDictionary<string, TimeSpan> Lifetimes { get; } = new Dictionary<string, TimeSpan> { [ExternalSignalState.Name] = TimeSpan.FromDays(30) };
}
