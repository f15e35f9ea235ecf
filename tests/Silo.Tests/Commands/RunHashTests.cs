using System.Security.Cryptography;
using System.Text;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Silo.Commands.Summaries;

namespace SqueezeFlow.Silo.Tests.Commands;

public sealed class RunHashTests
{
    private static readonly Bar OneBar = new(1_735_689_600_000, 1.5, 2, 1, double.NaN, 0.1 + 0.2, -0.0, 3, 0, 0, 1e-7);

    private static readonly Signal OneSignal = new()
    {
        Id = "sqz-BTC-1735689900000-L",
        Pair = "BTCUSDT",
        BaseSymbol = "BTC",
        Action = SignalAction.Long,
        BarCloseUnixMs = 1_735_689_900_000,
        Score = 7.25,
        PositionSizeFactor = 1,
        Leverage = 3,
        EntryPrice = 64_000.5,
        Confidence = 0.7,
        Reasoning = "because",
        SpotCvd = -1_234_567.125,
        PerpCvd = 1e15,
    };

    [Fact]
    public void The_text_that_is_hashed_is_as_described()
    {
        using var hash = new RunHash();
        hash.Add(new BarRow(new("BINANCE", "btcusdt"), Timeframe.S1, OneBar));
        hash.Add(OneSignal);

        var expected = "B|BINANCE:btcusdt|1735689600000|1.5|2|1|NaN|0.3|0|3|0|0|1E-07\n" +
            "S|1735689900000|BTC|LONG|7.25|1|3|64000.5|-1234567.125|1E+15\n";
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(expected))), hash.Finish());
    }

    [Fact]
    public void Sums_that_differ_in_their_last_bits_hash_alike()
    {
        using var hash = new RunHash();
        var market = new MarketId("BINANCE", "btcusdt");

        hash.Add(new BarRow(market, Timeframe.S1, OneBar with { BuyNotional = 0.1 + 0.2 }));
        var first = hash.Finish();
        hash.Add(new BarRow(market, Timeframe.S1, OneBar with { BuyNotional = 0.3 }));

        Assert.Equal(first, hash.Finish());
    }

    [Fact]
    public void One_trade_more_is_another_hash()
    {
        using var hash = new RunHash();
        var market = new MarketId("BINANCE", "btcusdt");

        hash.Add(new BarRow(market, Timeframe.S1, OneBar));
        var first = hash.Finish();
        hash.Add(new BarRow(market, Timeframe.S1, OneBar with { BuyCount = 4 }));

        Assert.NotEqual(first, hash.Finish());
    }
}
