namespace SqueezeFlow.Core.Bars;

/// <summary>Which parts of a bar were delivered as rows. A row may be there and hold NaN; Original tells the two apart.</summary>
[Flags]
public enum BarSides
{
    /// <summary>No row.</summary>
    None = 0,

    /// <summary>Prices and volume.</summary>
    Price = 1,

    /// <summary>Flow of the spot markets.</summary>
    Spot = 2,

    /// <summary>Flow of the perpetual markets.</summary>
    Perp = 4,

    /// <summary>All of them.</summary>
    All = Price | Spot | Perp,
}
