using SqueezeFlow.Core.Flow.OpenInterest;

namespace SqueezeFlow.Core.Storage;

/// <summary>Open interest of all coins at once, as a backup reads it. Safe for concurrent use.</summary>
public interface IOpenInterestArchive
{
    /// <summary>Rows with times in <c>[fromUnixMs, toUnixMs)</c>, in order of time, then symbol, scope, exchange and market (ordinal), read as they are needed.</summary>
    /// <exception cref="IOException">The store does not answer.</exception>
    IAsyncEnumerable<OpenInterestRow> ReadAllAsync(long fromUnixMs, long toUnixMs, CancellationToken cancellationToken);
}
