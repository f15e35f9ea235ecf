using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Execution.Freqtrade;
using SqueezeFlow.Execution.Freqtrade.Monitoring;
using SqueezeFlow.Execution.Tests.Freqtrade.Double;

namespace SqueezeFlow.Execution.Tests.Freqtrade;

/// <summary>A bot double, and a gateway to it made through the public door, on a clock that the test drives.</summary>
internal sealed class Bench : IAsyncDisposable
{
    public const string Tag = "sqz-ETHUSDT-1795368000000-L";

    private readonly ServiceProvider _services;

    private Bench(BotDouble bot, ServiceProvider services, TestClock clock)
    {
        Bot = bot;
        Clock = clock;
        _services = services;
    }

    public BotDouble Bot { get; }

    public TestClock Clock { get; }

    public IOrderGateway Gateway => _services.GetRequiredService<IOrderGateway>();

    public IFreqtradeMonitor Monitor => _services.GetRequiredService<IFreqtradeMonitor>();

    public static async Task<Bench> StartAsync(params (string Key, string Value)[] settings)
    {
        var bot = await BotDouble.StartAsync();
        var clock = new TestClock();
        Dictionary<string, string?> values = new()
        {
            ["FREQTRADE_API_URL"] = bot.Url.ToString(),
            ["FREQTRADE_API_USERNAME"] = BotTokensIssued.User,
            ["FREQTRADE_API_PASSWORD"] = BotTokensIssued.Password,
        };
        foreach (var (key, value) in settings)
        {
            values[key] = value;
        }

        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(values).Build())
            .AddSingleton<TimeProvider>(clock)
            .AddFreqtradeExecution()
            .BuildServiceProvider();
        return new(bot, services, clock);
    }

    public static EntryOrder Order(string tag = Tag, string coin = "ETH", PositionSide side = PositionSide.Long) =>
        new(tag, coin, side, 200, 3, 1_795_368_000_000);

    public static ExitOrder ExitOf(Position position) => new(position.TradeId, position.Tag, "test", 1_795_368_300_000);

    public Task<OrderResult> EnterAsync(EntryOrder? order = null) => Gateway.EnterAsync(order ?? Order(), TestContext.Current.CancellationToken);

    public Task<OrderResult> ExitAsync(ExitOrder order) => Gateway.ExitAsync(order, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Bot.DisposeAsync();
    }
}
