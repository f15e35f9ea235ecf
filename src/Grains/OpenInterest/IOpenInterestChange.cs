namespace SqueezeFlow.Grains.OpenInterest;

/// <summary>The change of open interest that the strategy looks at. Safe for concurrent use.</summary>
internal interface IOpenInterestChange
{
    /// <summary>Move of the total over the two hours before a market time, percent; null when it cannot be told.</summary>
    ValueTask<double?> AtAsync(string symbol, long unixMs);
}
