namespace SqueezeFlow.Core.Storage;

/// <summary>What all processes of a service may do only so often together. Safe for concurrent use.</summary>
/// <remarks>Throws <see cref="IOException"/> when the store cannot be reached; it may have been taken then.</remarks>
public interface ISharedMarks
{
    /// <summary>Takes a name for some time; false when another holder has it. Whoever holds it already goes on doing so.</summary>
    Task<bool> TryTakeAsync(string name, string holder, TimeSpan life, CancellationToken cancellationToken);

    /// <summary>Gives a name back, if this holder has it.</summary>
    Task ReleaseAsync(string name, string holder, CancellationToken cancellationToken);

    /// <summary>Takes one of so many turns within a time; zero when there was one, else how long until there is.</summary>
    Task<TimeSpan> TakeTurnAsync(string name, int most, TimeSpan within, CancellationToken cancellationToken);
}
