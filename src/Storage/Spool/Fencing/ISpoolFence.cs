namespace SqueezeFlow.Storage.Spool.Fencing;

/// <summary>
/// Says what of the spool may still be sent, where several processes write to one store: lines of a market only as long as no other process has taken it. Without a fence
/// everything is sent. Called by one caller, the start aside.
/// </summary>
public interface ISpoolFence
{
    /// <summary>Name of this run of the program; no other has it. Noted beside what it appends.</summary>
    string Run { get; }

    /// <summary>Before anything is sent or appended.</summary>
    /// <param name="leftover">Runs of which something waits that ended without sending it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="IOException">Nobody can be asked.</exception>
    Task BeginAsync(IReadOnlyList<string> leftover, CancellationToken cancellationToken);

    /// <summary>How long a batch of a run may be under way from now on; zero when none may be.</summary>
    TimeSpan ValidFor(string run);

    /// <summary>Whether everything of a run may be sent, without asking for each market.</summary>
    bool HasAll(string run);

    /// <summary>Those among some markets whose lines of a run may be sent; while they are under way nobody takes these.</summary>
    /// <exception cref="IOException">Nobody can be asked.</exception>
    Task<IReadOnlySet<string>> PassAsync(string run, IReadOnlyCollection<string> markets, CancellationToken cancellationToken);

    /// <summary>Nothing of earlier runs waits any more.</summary>
    Task FinishedAsync(CancellationToken cancellationToken);
}
