using System.Text.Json;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.External;
using SqueezeFlow.Core.Signals.Messages;

namespace SqueezeFlow.Core.Tests.Signals.External;

public sealed class ExternalSignalIdsTests
{
    private const long Bar = 1_795_368_000_000;

    [Theory]
    [InlineData("BTC")]
    [InlineData("A-B")]
    [InlineData("币安人生")]
    public void An_entry_from_outside_is_a_tag_of_ours_and_never_that_of_the_strategy(string coin)
    {
        var sent = Sent("1") with { Symbol = coin };
        var id = ExternalSignals.Entry(sent, Bar, 100).Id;

        Assert.True(OwnTags.IsOurs(id), id);
        Assert.True(ExternalSignalIds.IsExternal(id), id);
        Assert.NotEqual(Signal.IdOf($"{coin}USDT", Bar, SignalAction.Long), id);
        Assert.False(ExternalSignalIds.IsExternal(Signal.IdOf($"{coin}USDT", Bar, SignalAction.Long)));
        Assert.True(id.Length <= 100, id);
    }

    [Fact]
    public void An_exit_from_outside_is_no_tag_and_is_known_as_one_from_outside()
    {
        var id = ExternalSignals.Close(Sent("1") with { Action = SignalAction.Close }, "BTC", Bar, 100, "sqz-BTCUSDT-1-L", "7").Id;

        Assert.False(OwnTags.IsOurs(id), id);
        Assert.True(ExternalSignalIds.IsExternal(id), id);
    }

    [Fact]
    public void Other_ids_and_other_sources_give_other_signals()
    {
        string[] ids = [.. ((ExternalSignal[])[Sent("1"), Sent("2"), Sent("1") with { Source = "other" }, Sent("1") with { Action = SignalAction.Short }])
            .Select(sent => ExternalSignals.Entry(sent, Bar, 100).Id)];

        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.Equal(ids[0], ExternalSignals.Entry(Sent("1"), Bar, 100).Id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("sqz-BTCUSDT-1795368000000-L")]
    [InlineData("sqz-BTCUSDT-x12345678901-1795368000000-L")]
    [InlineData("sqz-BTCUSDT-x12345678901G-1795368000000-L")]
    [InlineData("sqz-BTCUSDT-x123456789012-now-L")]
    [InlineData("force_entry")]
    public void Other_tags_are_not_from_outside(string tag) => Assert.False(ExternalSignalIds.IsExternal(tag));

    [Fact]
    public void Other_programs_are_told_the_source_and_read_it_back()
    {
        var signal = ExternalSignals.Entry(Sent("1") with { Source = "alerts" }, Bar, 100);

        using var message = JsonDocument.Parse(SignalMessage.Write(signal));

        Assert.Equal(
            ("alerts", "external_signals", "alerts"),
            (message.RootElement.GetProperty("strategy").GetString(), message.RootElement.GetProperty("service").GetString(), message.RootElement.GetProperty("source").GetString()));
        Assert.Equal(signal, SignalMessage.Read(message.RootElement));
    }

    private static ExternalSignal Sent(string id) => new() { Id = id, Symbol = "BTC", Action = SignalAction.Long };
}
