using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Orders.News;
using SqueezeFlow.Core.Views.Accounts;
using SqueezeFlow.Execution.Freqtrade;
using SqueezeFlow.Execution.Freqtrade.Inspection;
using SqueezeFlow.Execution.Freqtrade.Messages;
using SqueezeFlow.Execution.Freqtrade.Monitoring;
using SqueezeFlow.Execution.Freqtrade.Rest;
using SqueezeFlow.Execution.Freqtrade.Settings;

namespace SqueezeFlow.Execution.Tests.Freqtrade.Scripted;

/// <summary>A scripted bot, and everything that speaks to it, made through the public door on a clock that the test drives.</summary>
internal sealed class ScriptedBench : IAsyncDisposable
{
    /// <summary>A classifier that has no secrets to hide.</summary>
    public static readonly AnswerClassifier Classifier = new(new SecretMask(new FreqtradeOptions()));

    private readonly ServiceProvider _services;

    private ScriptedBench(ScriptedBot bot, ServiceProvider services, TestClock clock, LogLines log, HeardStirs heard) =>
        (Bot, _services, Clock, Log, Heard) = (bot, services, clock, log, heard);

    public ScriptedBot Bot { get; }

    public TestClock Clock { get; }

    public LogLines Log { get; }

    public HeardStirs Heard { get; }

    public IOrderGateway Gateway => _services.GetRequiredService<IOrderGateway>();

    public IFreqtradeMonitor Monitor => _services.GetRequiredService<IFreqtradeMonitor>();

    public MessageLinkStatus Messages => _services.GetRequiredService<MessageLinkStatus>();

    public static async Task<ScriptedBench> StartAsync(params (string Key, string Value)[] settings)
    {
        var bot = await ScriptedBot.StartAsync();
        var (clock, log, heard) = (new TestClock(), new LogLines(), new HeardStirs());
        Dictionary<string, string?> values = new()
        {
            ["FREQTRADE_API_URL"] = bot.Url.ToString(),
            ["FREQTRADE_API_USERNAME"] = ScriptedBot.User,
            ["FREQTRADE_API_PASSWORD"] = ScriptedBot.Password,
        };
        foreach (var (key, value) in settings)
        {
            values[key] = value;
        }

        var services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log))
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(values).Build())
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton<IAccountListener>(heard)
            .AddFreqtradeExecution()
            .BuildServiceProvider();
        return new(bot, services, clock, log, heard);
    }

    public Task<OrderResult> EnterAsync() => Gateway.EnterAsync(Bench.Order(), TestContext.Current.CancellationToken);

    public Task<FreqtradeStatus> CheckAsync() => Monitor.CheckAsync(TestContext.Current.CancellationToken);

    public Task<IReadOnlyList<AccountCheckView>> InspectAsync(int mostOpen = 2, bool areNamed = true, params string[] coins) =>
        _services.GetRequiredService<IBotInspection>().InspectAsync(new(mostOpen, 0.02, coins, areNamed), TestContext.Current.CancellationToken);

    /// <summary>Starts what runs beside the calls: the look at the start and the message websocket.</summary>
    public async Task RunAsync()
    {
        foreach (var service in _services.GetServices<IHostedService>())
        {
            await service.StartAsync(TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _services.GetServices<IHostedService>())
        {
            await service.StopAsync(CancellationToken.None);
        }

        await _services.DisposeAsync();
        await Bot.DisposeAsync();
        Heard.Dispose();
        Log.Dispose();
    }
}
