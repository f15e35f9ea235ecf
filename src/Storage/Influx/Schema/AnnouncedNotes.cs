using System.Globalization;

namespace SqueezeFlow.Storage.Influx.Schema;

/// <summary>What this process has told the others that it changes late, and what it knows of them. Where there are no others it does nothing. Safe for concurrent use.</summary>
/// <param name="shared">The others; null where there are none.</param>
internal sealed class AnnouncedNotes(ISharedNotes? shared)
{
    // Longer than the time between two tries to send, and than making what is late takes.
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(2);

    private readonly Lock _gate = new();
    private readonly List<SharedNote> _accepted = [];
    private SharedNote? _sending;
    private volatile IReadOnlyList<TimeRange>? _known = shared is null ? [] : null;

    /// <summary>What the others, or this process, were changing at the last look; null when that is not known.</summary>
    public IReadOnlyList<TimeRange>? Known => _known;

    /// <summary>Looks what is being changed.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        if (shared is null)
        {
            return;
        }

        try
        {
            _known = [.. (await shared.ReadAsync(cancellationToken).ConfigureAwait(false)).Select(static note => note.Range)];
        }
        catch (IOException)
        {
            // Nothing is taken for settled then, which is slower and never less.
            _known = null;
        }
    }

    /// <summary>Late lines are about to be sent: the others know when this is back.</summary>
    /// <exception cref="IOException">They cannot be told: nothing may be sent.</exception>
    public Task SendingAsync(TimeRange range, CancellationToken cancellationToken) =>
        shared is null ? Task.CompletedTask : shared.AnnounceAsync(Begin(range), cancellationToken);

    /// <summary>The lines are in the database, and noted to be made again.</summary>
    public void Accepted()
    {
        lock (_gate)
        {
            _accepted.AddRange(_sending is { } sent ? [sent] : []);
            _sending = null;
        }
    }

    /// <summary>What was accepted so far, to be taken back when its longer bars are made.</summary>
    public IReadOnlyList<SharedNote> Take()
    {
        lock (_gate)
        {
            SharedNote[] taken = [.. _accepted];
            _accepted.Clear();
            return taken;
        }
    }

    /// <summary>What was taken is not made.</summary>
    public void Return(IReadOnlyList<SharedNote> taken)
    {
        lock (_gate)
        {
            _accepted.AddRange(taken);
        }
    }

    /// <summary>What was taken is made.</summary>
    public Task WithdrawAsync(IReadOnlyCollection<SharedNote> made, CancellationToken cancellationToken) =>
        shared is null || made.Count == 0 ? Task.CompletedTask : shared.WithdrawAsync(made, cancellationToken);

    /// <summary>What others have left.</summary>
    public async Task<IReadOnlyList<SharedNote>> AdoptAsync(CancellationToken cancellationToken) =>
        shared is null ? [] : await shared.AdoptAsync(Silence, cancellationToken).ConfigureAwait(false);

    private SharedNote Begin(TimeRange range)
    {
        lock (_gate)
        {
            if (_sending is { } again && again.Range.Contains(range))
            {
                return again;
            }

            // What was refused, or given up, is taken back with the next that is made.
            _accepted.AddRange(_sending is { } earlier ? [earlier] : []);
            return _sending = new(Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture), range);
        }
    }
}
