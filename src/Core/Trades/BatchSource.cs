namespace SqueezeFlow.Core.Trades;

/// <summary>By what name this process sends batches: no other one has it, nor has a process that runs here later.</summary>
public sealed class BatchSource
{
    /// <summary>What <see cref="TradeBatch.Source"/> says.</summary>
    public string Name { get; } = Guid.NewGuid().ToString("N");
}
