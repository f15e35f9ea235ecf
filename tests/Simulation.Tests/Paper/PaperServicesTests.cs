using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Orders.Accounts;
using SqueezeFlow.Simulation.Paper;

namespace SqueezeFlow.Simulation.Tests.Paper;

public sealed class PaperServicesTests
{
    [Fact]
    public async Task The_gateway_is_the_paper_account_with_the_configured_cash()
    {
        await using var services = Build(new() { ["Paper:InitialUsd"] = "2500", ["Paper:MaxOpenPositions"] = "4" });

        var account = await services.GetRequiredService<IOrderGateway>().GetAccountAsync(TestContext.Current.CancellationToken);

        Assert.Equal(new Account("paper", true, 2500m, 2500m, 4), account);
    }

    [Theory]
    [InlineData("InitialUsd", "0")]
    [InlineData("FeeRate", "0.2")]
    [InlineData("MaxOpenPositions", "0")]
    [InlineData("MaxLeverage", "500")]
    public void An_option_out_of_range_is_named(string option, string value)
    {
        using var services = Build(new() { [$"Paper:{option}"] = value });

        var failure = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<PaperOptions>>().Value);

        Assert.Contains(option, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_further_account_is_registered_under_its_name_over_books_of_its_own()
    {
        await using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new("Paper:InitialUsd", "2500")]).Build())
            .AddSingleton<IPaperLedger, MemoryLedger>()
            .AddSingleton<IPaperLedgers, MemoryLedgers>()
            .AddSingleton<IMarketPrices>(new FixedPrices { ["BTC"] = 100 })
            .AddPaperAccount()
            .AddPaperAccount("alts")
            .BuildServiceProvider();
        var (main, alts) = (services.GetRequiredService<IOrderGateway>(), services.GetRequiredKeyedService<IOrderGateway>("alts"));

        var entered = await alts.EnterAsync(new("tag", "BTC", PositionSide.Long, 100, 1, 1), TestContext.Current.CancellationToken);

        Assert.Equal(OrderVerdict.Filled, entered.Verdict);
        Assert.Equal("tag", Assert.Single(await alts.GetOpenPositionsAsync(TestContext.Current.CancellationToken)).Tag);
        Assert.Empty(await main.GetOpenPositionsAsync(TestContext.Current.CancellationToken));
        Assert.Equal(2500m, (await main.GetAccountAsync(TestContext.Current.CancellationToken)).TotalUsd);
    }

    private static ServiceProvider Build(Dictionary<string, string?> settings) =>
        new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddSingleton<IPaperLedger, MemoryLedger>()
            .AddSingleton<IMarketPrices, FixedPrices>()
            .AddPaperAccount()
            .BuildServiceProvider();

    private sealed class MemoryLedgers : IPaperLedgers
    {
        public IPaperLedger LedgerOf(string account) => new MemoryLedger();
    }
}
