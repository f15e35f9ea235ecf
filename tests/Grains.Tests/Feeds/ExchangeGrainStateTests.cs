using SqueezeFlow.Core.Markets;
using SqueezeFlow.Grains.Feeds;

namespace SqueezeFlow.Grains.Tests.Feeds;

/// <summary>What a venue has said of its markets, list by list.</summary>
public sealed class ExchangeGrainStateTests
{
    private static readonly Instrument Swap = new(
        new("OKX", "BTC-USDT-SWAP"), MarketKind.Perp, ContractKind.Linear, "BTC", "USDT", 0.01, IsTrading: true);

    private readonly ExchangeGrainState _state = new();

    [Fact]
    public void A_size_that_differs_from_the_last_list_is_a_version_in_doubt_since_that_list()
    {
        _state.Learn([Swap], 10_000, 12_000);
        _state.Learn([Swap], 20_000, 22_000);

        Assert.True(_state.Learn([Swap with { ContractSize = 0.1 }], 30_000, 32_000));

        var version = Assert.Single(_state.ChangedOf([Swap])).Versions[^1];
        Assert.Equal((0.1, 32_000L, 20_000L), (version.Instrument.ContractSize, version.FromUnixMs, version.DoubtFromUnixMs));
    }

    [Fact]
    public void A_market_that_ends_and_comes_back_keeps_its_past()
    {
        _state.Learn([Swap], 10_000, 12_000);
        _state.Learn([Swap with { IsTrading = false }], 20_000, 22_000);
        _state.Learn([Swap], 30_000, 32_000);

        var history = Assert.Single(_state.ChangedOf([Swap]));
        Assert.Equal([true, false, true], new long[] { 0, 25_000, 40_000 }.Select(ms => history.At(ms).IsTrading));
    }

    [Fact]
    public void A_list_that_was_kept_on_disk_says_nothing_new()
    {
        _state.Learn([Swap with { ContractSize = 0.1 }], 20_000, 22_000);

        Assert.False(_state.Learn([Swap], 10_000, 40_000));
        Assert.Empty(_state.ChangedOf([Swap]));
    }
}
