using SqueezeFlow.Core.Flow;
using SqueezeFlow.Grains.Execution.Risk;

namespace SqueezeFlow.Grains.Tests.Execution;

/// <summary>Says what a test has set, and keeps what it was asked.</summary>
internal sealed class ScriptedCertainty : IDataCertainty
{
    public DataDoubt Doubt { get; set; } = new(1, [], 0);

    public List<(string Coin, long FromUnixMs, long ToUnixMs)> Asked { get; } = [];

    public Task<DataDoubt> DoubtOfAsync(string baseSymbol, long fromUnixMs, long toUnixMs)
    {
        Asked.Add((baseSymbol, fromUnixMs, toUnixMs));
        return Task.FromResult(Doubt);
    }
}
