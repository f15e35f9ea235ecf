namespace SqueezeFlow.Storage;

/// <summary>What a store of records asks for now and then. Safe for concurrent use.</summary>
public interface IStoreUpkeep
{
    /// <summary>Deletes what is older than its age. Where several processes share a store it is enough when one of them does.</summary>
    /// <param name="nowUnixMs">Market time, milliseconds since 1970 UTC.</param>
    /// <param name="cancellationToken">Stops between two deletions.</param>
    /// <returns>Rows deleted.</returns>
    /// <exception cref="IOException">The store could not do it; what was deleted before stays deleted.</exception>
    Task<long> PruneAsync(long nowUnixMs, CancellationToken cancellationToken);
}
