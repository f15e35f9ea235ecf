using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Orders;
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

    private static ServiceProvider Build(Dictionary<string, string?> settings) =>
        new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddSingleton<IPaperLedger, MemoryLedger>()
            .AddSingleton<IMarketPrices, FixedPrices>()
            .AddPaperAccount()
            .BuildServiceProvider();
}
