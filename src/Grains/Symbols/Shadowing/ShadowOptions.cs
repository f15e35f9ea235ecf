using SqueezeFlow.Core.Shadowing;

namespace SqueezeFlow.Grains.Symbols.Shadowing;

/// <summary>Parameters that trade on paper beside the live ones. Section <c>Shadows</c>.</summary>
public sealed class ShadowOptions
{
    /// <summary>Configuration section name.</summary>
    public const string Section = "Shadows";

    /// <summary>Files of parameters, comma separated; of a folder all its <c>*.json</c>. Empty for no shadows.</summary>
    public string Files { get; set; } = "";

    /// <summary>What <see cref="Files"/> holds, the live parameters first; nothing without shadows.</summary>
    public IReadOnlyList<ShadowSpec> Specs { get; private set; } = [];

    /// <summary>Account of each at the start, USD.</summary>
    public double InitialUsd { get; private set; } = 10_000;

    /// <summary>Fee of a fill as a share of its notional.</summary>
    public double FeeRate { get; private set; } = 0.001;

    /// <summary>Takes what the files hold, and what the paper account pays.</summary>
    public void Use(IReadOnlyList<ShadowSpec> specs, double initialUsd, double feeRate) => (Specs, InitialUsd, FeeRate) = (specs, initialUsd, feeRate);
}
