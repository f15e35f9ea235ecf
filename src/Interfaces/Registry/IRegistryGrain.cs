using Orleans.Concurrency;

namespace SqueezeFlow.Interfaces.Registry;

/// <summary>Which symbols and exchanges are tracked. Key: <c>global</c>.</summary>
public interface IRegistryGrain : IGrainWithStringKey
{
    /// <summary>Adds symbols; known ones change nothing.</summary>
    Task AddSymbolsAsync(IReadOnlyList<string> symbols);

    /// <summary>Tracked base coins in ordinal order.</summary>
    [AlwaysInterleave]
    ValueTask<IReadOnlyList<string>> GetSymbolsAsync();
}
