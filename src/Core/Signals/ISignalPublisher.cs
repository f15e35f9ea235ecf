namespace SqueezeFlow.Core.Signals;

/// <summary>The record of signals for people and other programs. Not the way to the executor. Safe for concurrent use.</summary>
/// <remarks>Throws <see cref="IOException"/> when the record cannot be reached; the signal itself is safe in its outbox then.</remarks>
public interface ISignalPublisher
{
    /// <summary>Writes a signal, or its later outcome, under its id.</summary>
    Task PublishAsync(SignalRecord record, CancellationToken cancellationToken);

    /// <summary>Signals by bar time, newest first, at most <paramref name="limit"/>, of one base coin or of all (null).</summary>
    Task<IReadOnlyList<SignalRecord>> ReadAsync(string? baseSymbol, int limit, CancellationToken cancellationToken);

    /// <summary>Every signal ordered by bar close, symbol, action.</summary>
    IAsyncEnumerable<SignalRecord> ReadAllAsync(CancellationToken cancellationToken);

    /// <summary>Notes that an evaluation cycle ended at <paramref name="at"/>, for watchdogs.</summary>
    Task MarkActivityAsync(DateTimeOffset at, CancellationToken cancellationToken);
}
