using Orleans.Concurrency;

namespace SqueezeFlow.Interfaces.Registry;

/// <summary>Which symbols and exchanges are tracked. There is one, by the name <see cref="Key"/>.</summary>
public interface IRegistryGrain : IGrainWithStringKey
{
    /// <summary>Key of the only one.</summary>
    const string Key = "global";

    /// <summary>Adds symbols; known ones change nothing.</summary>
    Task AddSymbolsAsync(IReadOnlyList<string> symbols);

    /// <summary>Tracked base coins in ordinal order.</summary>
    [AlwaysInterleave]
    ValueTask<IReadOnlyList<string>> GetSymbolsAsync();
}
