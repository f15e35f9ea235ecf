using SqueezeFlow.Core.Orders;
using SqueezeFlow.Execution.Tests.Contract;

namespace SqueezeFlow.Execution.Tests.Freqtrade;

/// <summary>The bot's account keeps the contract.</summary>
public sealed class FreqtradeContractTests : OrderGatewayContract, IAsyncDisposable
{
    private Bench? _bench;

    public async ValueTask DisposeAsync()
    {
        if (_bench is not null)
        {
            await _bench.DisposeAsync();
        }
    }

    protected override async Task<IOrderGateway> OpenAsync()
    {
        _bench = await Bench.StartAsync();
        _bench.Bot.Settings.MaxOpenTrades = MaxOpen;
        return _bench.Gateway;
    }
}
