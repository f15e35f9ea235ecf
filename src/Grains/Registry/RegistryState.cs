namespace SqueezeFlow.Grains.Registry;

/// <summary>What the registry must not forget.</summary>
internal sealed class RegistryState
{
    /// <summary>Tracked base coins.</summary>
    public HashSet<string> Symbols { get; set; } = [];
}
