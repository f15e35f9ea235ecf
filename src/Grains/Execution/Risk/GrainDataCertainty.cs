using SqueezeFlow.Core.Flow;
using SqueezeFlow.Interfaces.Symbols;

namespace SqueezeFlow.Grains.Execution.Risk;

/// <inheritdoc/>
internal sealed class GrainDataCertainty(IGrainFactory grains) : IDataCertainty
{
    public async Task<DataDoubt> DoubtOfAsync(string baseSymbol, long fromUnixMs, long toUnixMs) =>
        await grains.GetGrain<ISymbolGrain>(baseSymbol).GetDoubtAsync(fromUnixMs, toUnixMs);
}
