using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Execution.Freqtrade;
using SqueezeFlow.Execution.Freqtrade.Monitoring;
using SqueezeFlow.Simulation.Freqtrade;
using SqueezeFlow.Simulation.Freqtrade.Books;

namespace SqueezeFlow.Execution.Tests.Freqtrade;

/// <summary>A simulated bot, and a gateway to it made through the public door, on a clock that the test drives.</summary>
internal sealed class Bench : IAsyncDisposable
{
    public const string Tag = "sqz-ETHUSDT-1795368000000-L";

    private readonly ServiceProvider _services;

    private Bench(SimulatedBot bot, FixedVenue venue, ServiceProvider services, TestClock clock)
    {
        Bot = bot;
        Venue = venue;
        Clock = clock;
        _services = services;
    }

    public SimulatedBot Bot { get; }

    /// <summary>Where the bot trades: ETH at 2500, any other coin at 100, NOPE not at all.</summary>
    public FixedVenue Venue { get; }

    public TestClock Clock { get; }

    public IOrderGateway Gateway => _services.GetRequiredService<IOrderGateway>();

    public IFreqtradeMonitor Monitor => _services.GetRequiredService<IFreqtradeMonitor>();

    public static async Task<Bench> StartAsync(params (string Key, string Value)[] settings)
    {
        var clock = new TestClock();
        var venue = new FixedVenue(clock) { Otherwise = static coin => coin == "NOPE" ? null : BotMarket.At(100) };
        venue.Set("ETH", 2500);
        var bot = await SimulatedBot.StartAsync(new() { Throttle = Timeout.InfiniteTimeSpan }, venue, clock, TestContext.Current.CancellationToken);
        Dictionary<string, string?> values = new()
        {
            ["FREQTRADE_API_URL"] = bot.Url.ToString(),
            ["FREQTRADE_API_USERNAME"] = bot.Settings.Username,
            ["FREQTRADE_API_PASSWORD"] = bot.Settings.Password,
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
        return new(bot, venue, services, clock);
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
