using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.External;

namespace SqueezeFlow.Core.Tests.Signals;

public sealed class ExitIdsTests
{
    private const long Bar = 1_795_368_000_000;
    private const string Tag = "sqz-BTCUSDT-1795367700000-L";

    [Fact]
    public void The_same_decision_has_the_same_id_over_releases()
    {
        Assert.Equal("sqz-BTCUSDT-pa69f4d3677dc-1795368000000-C", ExitIds.Of("BTCUSDT", "main", Tag, 0, Bar));
    }

    [Fact]
    public void Account_position_attempt_and_bar_each_make_another_exit()
    {
        string[] ids =
        [
            ExitIds.Of("BTCUSDT", "main", Tag, 0, Bar),
            ExitIds.Of("BTCUSDT", "alts", Tag, 0, Bar),
            ExitIds.Of("BTCUSDT", "main", "sqz-BTCUSDT-1795367700001-L", 0, Bar),
            ExitIds.Of("BTCUSDT", "main", Tag, 1, Bar),
            ExitIds.Of("BTCUSDT", "main", Tag, 0, Bar + 1),
            Signal.IdOf("BTCUSDT", Bar, SignalAction.Close),
        ];

        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [Fact]
    public void It_is_the_id_of_a_signal_of_the_strategy_and_no_tag()
    {
        var id = ExitIds.Of("BTCUSDT", "main", Tag, 0, Bar);

        Assert.True(OwnTags.IsSignal(id));
        Assert.False(OwnTags.IsOurs(id));
        Assert.False(ExternalSignalIds.IsExternal(id));
    }
}
