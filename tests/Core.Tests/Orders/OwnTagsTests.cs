using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Core.Tests.Orders;

public sealed class OwnTagsTests
{
    [Theory]
    [InlineData("sqz-BTCUSDT-1795368000000-L", true)]
    [InlineData("sqz-币安人生USDT-1795368000000-S", true)]
    [InlineData("sqz-A-BUSDT-1-L", true)]
    [InlineData("sqz-BTCUSDT-1795368000000-C", false)]
    [InlineData("sqz-BTCUSDT-now-L", false)]
    [InlineData("sqz-BTCUSDT--L", false)]
    [InlineData("sqz--1-L", false)]
    [InlineData("sqz-L", false)]
    [InlineData("sqz-", false)]
    [InlineData("force_entry", false)]
    [InlineData("", false)]
    public void A_tag_is_ours_when_it_is_the_id_of_an_entry(string tag, bool isOurs)
    {
        Assert.Equal(isOurs, OwnTags.IsOurs(tag));
    }

    [Theory]
    [InlineData(SignalAction.Long, true)]
    [InlineData(SignalAction.Short, true)]
    [InlineData(SignalAction.Close, false)]
    public void The_ids_that_signals_get_are_told_apart(SignalAction action, bool isOurs)
    {
        Assert.Equal(isOurs, OwnTags.IsOurs(Signal.IdOf("$WIFUSDT", 1_795_368_000_000, action)));
    }
}
