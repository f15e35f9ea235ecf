using Orleans.Concurrency;
using SqueezeFlow.Core.Views;

namespace SqueezeFlow.Interfaces.OpenInterest;

/// <summary>Open interest of one base coin over all venues. Key: the coin, e.g. <c>BTC</c>.</summary>
public interface IOpenInterestGrain : IGrainWithStringKey
{
    /// <summary>Ends the cycle and stores it when it is time; called by supervisors.</summary>
    Task EnsureAsync();

    /// <summary>Takes what polling a venue brought.</summary>
    Task AddAsync(OpenInterestAnswer answer);

    /// <summary>Latest price of the coin, USD, for venues that tell none with their open interest; null when it is not known.</summary>
    [AlwaysInterleave]
    ValueTask<double?> GetPriceAsync();

    /// <summary>Move of the total over the two hours before a market time, percent; null when it cannot be told.</summary>
    [AlwaysInterleave]
    ValueTask<double?> GetChangePercentAsync(long atUnixMs);

    /// <summary>Everything at a glance.</summary>
    [AlwaysInterleave]
    ValueTask<OpenInterestView> GetViewAsync();
}
