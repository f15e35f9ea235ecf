namespace SqueezeFlow.Core.Storage;

/// <summary>Small durable texts by name, e.g. when something was last done. Safe for concurrent use.</summary>
/// <remarks>Throws <see cref="IOException"/> when the store cannot be reached or is full; the old value stands then.</remarks>
public interface IKeyValueStore
{
    /// <summary>The text kept under <paramref name="key"/> (ordinal, case matters); null when there is none.</summary>
    Task<string?> GetAsync(string key, CancellationToken cancellationToken);

    /// <summary>Keeps <paramref name="value"/> under <paramref name="key"/>, replacing what was there.</summary>
    Task SetAsync(string key, string value, CancellationToken cancellationToken);
}
