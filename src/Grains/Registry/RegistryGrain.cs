using SqueezeFlow.Interfaces.Registry;

namespace SqueezeFlow.Grains.Registry;

/// <inheritdoc cref="IRegistryGrain"/>
internal sealed class RegistryGrain([PersistentState("registry", GrainStateStorage.Name)] IPersistentState<RegistryState> state) : Grain, IRegistryGrain
{
    public async Task AddSymbolsAsync(IReadOnlyList<string> symbols)
    {
        var before = state.State.Symbols.Count;
        state.State.Symbols.UnionWith(symbols);
        if (state.State.Symbols.Count > before)
        {
            await state.WriteStateAsync();
        }
    }

    public ValueTask<IReadOnlyList<string>> GetSymbolsAsync() => new(state.State.Symbols.Order(StringComparer.Ordinal).ToArray());
}
