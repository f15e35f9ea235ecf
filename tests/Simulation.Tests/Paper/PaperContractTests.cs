using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Execution.Tests.Contract;
using SqueezeFlow.Simulation.Paper;

namespace SqueezeFlow.Simulation.Tests.Paper;

/// <summary>The paper account keeps the contract.</summary>
public sealed class PaperContractTests : OrderGatewayContract, IDisposable
{
    private PaperAccount? _account;

    public void Dispose() => _account?.Dispose();

    protected override Task<IOrderGateway> OpenAsync()
    {
        var prices = new FixedPrices { ["BTC"] = 100_000, ["ETH"] = 4_000, ["SOL"] = 200, ["ADA"] = 1 };
        foreach (var i in Enumerable.Range(0, 10))
        {
            prices[$"C{i}"] = 100;
        }

        _account = new(new MemoryLedger(), prices, Options.Create(new PaperOptions { MaxOpenPositions = MaxOpen }));
        return Task.FromResult<IOrderGateway>(_account);
    }
}
