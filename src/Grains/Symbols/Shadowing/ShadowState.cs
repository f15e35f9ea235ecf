using SqueezeFlow.Core.Shadowing;

namespace SqueezeFlow.Grains.Symbols.Shadowing;

/// <summary>What a symbol must not forget of its shadows.</summary>
internal sealed class ShadowState
{
    /// <summary>Name of the state.</summary>
    public const string Name = "shadows";

    /// <summary>Books by name of the shadow.</summary>
    public Dictionary<string, ShadowBooks> Books { get; set; } = [];
}
