namespace SqueezeFlow.Core.Storage;

/// <summary>What all processes of a service may do only so often together. Safe for concurrent use.</summary>
/// <remarks>Throws <see cref="IOException"/> when the store cannot be reached; it may have been taken then.</remarks>
public interface ISharedMarks
{
    /// <summary>Takes a name for some time; false when one of the processes has it.</summary>
    Task<bool> TryTakeAsync(string name, TimeSpan life, CancellationToken cancellationToken);

    /// <summary>Gives a name back.</summary>
    Task ReleaseAsync(string name, CancellationToken cancellationToken);

    /// <summary>Takes one of so many turns within a time; zero when there was one, else how long until there is.</summary>
    Task<TimeSpan> TakeTurnAsync(string name, int most, TimeSpan within, CancellationToken cancellationToken);
}
