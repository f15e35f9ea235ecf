using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Execution.Freqtrade;
using SqueezeFlow.Execution.Tests.Contract;
using SqueezeFlow.Execution.Tests.Freqtrade.Double;

namespace SqueezeFlow.Execution.Tests.Freqtrade;

/// <summary>The bot of a further account keeps the contract, with token and without main.</summary>
public sealed class AccountContractTests : OrderGatewayContract, IAsyncDisposable
{
    private BotDouble? _bot;
    private ServiceProvider? _services;

    public async ValueTask DisposeAsync()
    {
        await (_services?.DisposeAsync() ?? default);
        await (_bot?.DisposeAsync() ?? default);
    }

    protected override async Task<IOrderGateway> OpenAsync()
    {
        _bot = await BotDouble.StartAsync();
        _bot.Books.MaxOpenTrades = MaxOpen;
        const string Section = "Execution:Accounts:alts:Freqtrade";
        var values = new Dictionary<string, string?>
        {
            [$"{Section}:Url"] = _bot.Url.ToString(),
            [$"{Section}:Username"] = BotTokensIssued.User,
            [$"{Section}:Password"] = BotTokensIssued.Password,
            [$"{Section}:Authentication"] = "Token",
        };
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(values).Build())
            .AddSingleton<TimeProvider>(new TestClock())
            .AddFreqtradeExecution("alts")
            .BuildServiceProvider();
        return _services.GetRequiredKeyedService<IOrderGateway>("alts");
    }
}
