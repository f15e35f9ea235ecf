using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Core.Tests.Markets;

public sealed class InstrumentHistoryTests
{
    private static readonly Instrument Small = new(new("OKX", "BTC-USDT-SWAP"), MarketKind.Perp, ContractKind.Linear, "BTC", "USDT", 0.01, IsTrading: true);

    [Fact]
    public void A_trade_counts_by_what_was_in_force_at_its_time()
    {
        var history = InstrumentHistory.Of(Small).With(Small with { ContractSize = 0.1 }, 2_000, 1_000).With(Small with { ContractSize = 1 }, 5_000, 4_000);

        Assert.Equal([0.01, 0.01, 0.1, 0.1, 1], new long[] { 0, 1_999, 2_000, 4_999, 5_000 }.Select(ms => history.At(ms).ContractSize));
    }

    [Fact]
    public void What_is_said_again_is_no_new_version()
    {
        var history = InstrumentHistory.Of(Small).With(Small with { ContractSize = 0.1 }, 2_000, 1_000);

        Assert.Same(history, history.With(Small with { ContractSize = 0.1 }, 9_000, 8_000));
        Assert.Equal(history, new InstrumentHistory(history.Versions));
    }
}
