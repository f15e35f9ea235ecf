using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Notices;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Execution.Freqtrade;
using SqueezeFlow.Execution.Freqtrade.Monitoring;
using SqueezeFlow.Execution.Freqtrade.Settings;
using SqueezeFlow.Simulation.Freqtrade;

namespace SqueezeFlow.Execution.Tests.Freqtrade;

/// <summary>Bots of several accounts, each with its own door.</summary>
public sealed class AccountsTests
{
    [Fact]
    public async Task Each_account_has_its_own_bot_and_neither_knows_of_the_others_failures()
    {
        await using var main = await Bench.StartAsync();
        await using var alts = await Bench.StartAsync();
        await using var services = Build(main, [("Execution:Accounts:alts:Freqtrade:Url", alts.Bot.Url.ToString()), .. Credentials(alts)]);
        var gateway = services.GetRequiredKeyedService<IOrderGateway>("alts");
        alts.Bot.Faults.Add("forceenter", BotFault.Error, 5);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(OrderVerdict.Unknown, (await gateway.EnterAsync(Bench.Order($"sqz-fail-{i}"), Token)).Verdict);
        }

        var paused = await gateway.EnterAsync(Bench.Order(), Token);
        var entered = await services.GetRequiredService<IOrderGateway>().EnterAsync(Bench.Order(), Token);

        Assert.Equal((OrderVerdict.Unavailable, OrderVerdict.Filled), (paused.Verdict, entered.Verdict));
        Assert.Empty(await gateway.GetOpenPositionsAsync(Token));
        Assert.NotNull((await services.GetRequiredKeyedService<IFreqtradeMonitor>("alts").CheckAsync(Token)).EntriesPausedUntil);
        Assert.Null((await services.GetRequiredService<IFreqtradeMonitor>().CheckAsync(Token)).EntriesPausedUntil);
        Assert.Single(await main.Gateway.GetOpenPositionsAsync(Token));
        Assert.Equal("alts", Assert.Single(services.GetRequiredService<ToldNotices>().All).Values["account"]);
    }

    [Fact]
    public async Task Nothing_of_mains_credentials_goes_to_another_bot()
    {
        await using var main = await Bench.StartAsync();
        await using var alts = await Bench.StartAsync();
        await using var services = Build(main, [("Execution:Accounts:alts:Freqtrade:Url", alts.Bot.Url.ToString()), ("Execution:Accounts:alts:Freqtrade:Username", "other"), ("Execution:Accounts:alts:Freqtrade:Password", "wrong")]);

        await Assert.ThrowsAnyAsync<IOException>(() => services.GetRequiredKeyedService<IOrderGateway>("alts").GetAccountAsync(Token));

        Assert.NotNull(await services.GetRequiredService<IOrderGateway>().GetAccountAsync(Token));
    }

    [Fact]
    public async Task A_further_account_has_the_timing_of_main_and_never_its_address_credentials_or_leave_for_real_money()
    {
        await using var main = await Bench.StartAsync();
        await using var services = Build(
            main,
            [
                ("Execution:AllowLive", "true"),
                ("Execution:Freqtrade:Pause", "00:01:00"),
                ("Execution:Freqtrade:EntryTimeout", "00:00:20"),
                ("Execution:Accounts:alts:Freqtrade:EntryTimeout", "00:00:15"),
                ("Execution:Accounts:alts:Freqtrade:Url", "http://127.0.0.1:1"),
            ]);

        var error = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptionsMonitor<FreqtradeOptions>>().Get("alts"));
        var options = new FreqtradeOptions();
        new FreqtradeOptionsSetup(services.GetRequiredService<IConfiguration>()).Configure("alts", options);

        Assert.Equal(
            ["Execution:Accounts:alts:Freqtrade:Username: expected the bot's API user, found nothing.", "Execution:Accounts:alts:Freqtrade:Password: expected the bot's API password, found nothing."],
            error.Failures);
        Assert.Equal((TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(15), false), (options.Pause, options.EntryTimeout, options.AllowLive));
    }

    [Fact]
    public async Task A_bot_with_real_money_is_refused_by_the_setting_of_its_own_account()
    {
        await using var main = await Bench.StartAsync();
        await using var alts = await Bench.StartAsync();
        alts.Bot.Settings.IsDryRun = false;
        await using var services = Build(main, [("Execution:AllowLive", "true"), ("Execution:Accounts:alts:Freqtrade:Url", alts.Bot.Url.ToString()), .. Credentials(alts)]);

        var entered = await services.GetRequiredKeyedService<IOrderGateway>("alts").EnterAsync(Bench.Order(), Token);

        Assert.Equal((OrderVerdict.Refused, "the bot moves real money (dry_run false), but Execution:Accounts:alts:AllowLive is false"), (entered.Verdict, entered.Reason));
    }

    [Fact]
    public async Task A_further_bot_is_looked_at_when_the_service_starts_and_its_lines_tell_whose_it_is()
    {
        await using var main = await Bench.StartAsync();
        await using var alts = await Bench.StartAsync();
        using var logs = new Categories();
        await using var services = Build(main, [("Execution:Accounts:alts:Freqtrade:Url", alts.Bot.Url.ToString()), .. Credentials(alts)], logs);

        foreach (var part in services.GetServices<IHostedService>())
        {
            await part.StartAsync(Token);
        }

        for (var i = 0; i < 1_000 && logs.Told.Count < 2; i++)
        {
            await Task.Delay(10, Token);
        }

        foreach (var part in services.GetServices<IHostedService>())
        {
            await part.StopAsync(Token);
        }

        Assert.Equal([typeof(FreqtradeStartupCheck).FullName, $"{typeof(FreqtradeStartupCheck).FullName}.alts"], logs.Told.Order());
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static (string Key, string Value)[] Credentials(Bench bot) =>
    [
        ("Execution:Accounts:alts:Freqtrade:Username", bot.Bot.Settings.Username),
        ("Execution:Accounts:alts:Freqtrade:Password", bot.Bot.Settings.Password),
    ];

    private static ServiceProvider Build(Bench main, (string Key, string Value)[] settings, ILoggerProvider? logs = null)
    {
        Dictionary<string, string?> values = new()
        {
            ["FREQTRADE_API_URL"] = main.Bot.Url.ToString(),
            ["FREQTRADE_API_USERNAME"] = main.Bot.Settings.Username,
            ["FREQTRADE_API_PASSWORD"] = main.Bot.Settings.Password,
        };
        foreach (var (key, value) in settings)
        {
            values[key] = value;
        }

        return new ServiceCollection()
            .AddLogging(builder => _ = logs is null ? builder : builder.AddProvider(logs))
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(values).Build())
            .AddSingleton<TimeProvider>(main.Clock)
            .AddSingleton<ToldNotices>()
            .AddSingleton<INotifier>(provider => provider.GetRequiredService<ToldNotices>())
            .AddFreqtradeExecution()
            .AddFreqtradeExecution("alts")
            .BuildServiceProvider();
    }

    private sealed class Categories : ILoggerProvider
    {
        public ConcurrentBag<string> Told { get; } = [];

        public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

        public void Dispose()
        {
        }

        private sealed class Category(Categories all, string name) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
                if (name.Contains(nameof(FreqtradeStartupCheck), StringComparison.Ordinal))
                {
                    all.Told.Add(name);
                }
            }
        }
    }
}
