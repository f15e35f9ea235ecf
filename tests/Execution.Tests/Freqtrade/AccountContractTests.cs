using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Execution.Freqtrade;
using SqueezeFlow.Execution.Tests.Contract;

namespace SqueezeFlow.Execution.Tests.Freqtrade;

/// <summary>The bot of a further account keeps the contract, with token and without main.</summary>
public sealed class AccountContractTests : OrderGatewayContract, IAsyncDisposable
{
    private Bench? _bench;
    private ServiceProvider? _services;

    public async ValueTask DisposeAsync()
    {
        await (_services?.DisposeAsync() ?? default);
        await (_bench?.DisposeAsync() ?? default);
    }

    protected override async Task<IOrderGateway> OpenAsync()
    {
        _bench = await Bench.StartAsync();
        _bench.Bot.Settings.MaxOpenTrades = MaxOpen;
        const string Section = "Execution:Accounts:alts:Freqtrade";
        var values = new Dictionary<string, string?>
        {
            [$"{Section}:Url"] = _bench.Bot.Url.ToString(),
            [$"{Section}:Username"] = _bench.Bot.Settings.Username,
            [$"{Section}:Password"] = _bench.Bot.Settings.Password,
            [$"{Section}:Authentication"] = "Token",
        };
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(values).Build())
            .AddSingleton<TimeProvider>(_bench.Clock)
            .AddFreqtradeExecution("alts")
            .BuildServiceProvider();
        return _services.GetRequiredKeyedService<IOrderGateway>("alts");
    }
}
