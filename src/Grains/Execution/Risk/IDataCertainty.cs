using SqueezeFlow.Core.Flow;

namespace SqueezeFlow.Grains.Execution.Risk;

/// <summary>Tells whether trades are missing. Safe for concurrent use.</summary>
internal interface IDataCertainty
{
    /// <summary>What is missing of a coin's trades in a half-open stretch of market time, as far as is known now.</summary>
    Task<DataDoubt> DoubtOfAsync(string baseSymbol, long fromUnixMs, long toUnixMs);
}
