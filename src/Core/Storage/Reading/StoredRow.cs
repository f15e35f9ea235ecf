using SqueezeFlow.Core.Bars;

namespace SqueezeFlow.Core.Storage.Reading;

/// <summary>A row of one market and timeframe.</summary>
/// <param name="Bar">The bar.</param>
/// <param name="IsImported">True when it came from the venue's own history: it holds the whole bucket, but no liquidations.</param>
public readonly record struct StoredRow(Bar Bar, bool IsImported);
