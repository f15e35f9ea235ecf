using SqueezeFlow.Core.Flow.OpenInterest;

namespace SqueezeFlow.Core.Storage;

/// <summary>Keeps open interest. Safe for concurrent use.</summary>
public interface IOpenInterestStore
{
    /// <summary>Writes rows; a row replaces that of the same symbol, time, scope, exchange and market.</summary>
    /// <exception cref="IOException">The store could not do it; nothing was written.</exception>
    Task WriteAsync(IReadOnlyList<OpenInterestRow> rows, CancellationToken cancellationToken);

    /// <summary>Rows of a base coin with times in <c>[fromUnixMs, toUnixMs)</c>, in time order.</summary>
    /// <exception cref="IOException">The store does not answer.</exception>
    Task<IReadOnlyList<OpenInterestRow>> ReadAsync(string symbol, long fromUnixMs, long toUnixMs, CancellationToken cancellationToken);
}
