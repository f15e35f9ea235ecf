namespace SqueezeFlow.Core.Signals.Results;

/// <summary>Counts and sums of what became of signals. Safe for concurrent use.</summary>
/// <remarks>Throws <see cref="IOException"/> when the record cannot be reached.</remarks>
public interface ISignalStatistics
{
    /// <summary>
    /// Statistics of the entry signals whose bar closed in <c>[from, to)</c>, with their results so far, whenever those came. Exits are no
    /// signals of their own here: they are the end of an entry.
    /// </summary>
    /// <param name="fromUnixMs">Start of the range, inclusive, market time, milliseconds since 1970 UTC.</param>
    /// <param name="toUnixMs">End of the range, exclusive.</param>
    /// <param name="origin">Whose signals count.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    Task<SignalStatistics> ReadAsync(long fromUnixMs, long toUnixMs, SignalOrigin origin, CancellationToken cancellationToken);

    /// <summary>The same of all signals, whoever gave them.</summary>
    Task<SignalStatistics> ReadAsync(long fromUnixMs, long toUnixMs, CancellationToken cancellationToken) =>
        ReadAsync(fromUnixMs, toUnixMs, SignalOrigin.All, cancellationToken);
}
