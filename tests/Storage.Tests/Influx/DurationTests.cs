using SqueezeFlow.Storage.Influx.Protocol;
using SqueezeFlow.Storage.Influx.Schema;

namespace SqueezeFlow.Storage.Tests.Influx;

public sealed class DurationTests
{
    [Theory]
    [InlineData("7d", 604_800)]
    [InlineData("168h0m0s", 604_800)]
    [InlineData("13h53m20s", 50_000)]
    [InlineData("1w", 604_800)]
    [InlineData("250ms", 0.25)]
    [InlineData("0s", 0)]
    [InlineData("INF", 0)]
    [InlineData("inf", 0)]
    public void A_duration_is_read_as_the_server_and_as_statements_write_it(string text, double seconds)
    {
        Assert.True(InfluxQl.TryParseDuration(text, out var duration));
        Assert.Equal(seconds, duration.TotalSeconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("d")]
    [InlineData("7 d")]
    [InlineData("-7d")]
    [InlineData("7.00:00:00")]
    [InlineData("999999999999999w")]
    public void Anything_else_is_none(string text) => Assert.False(InfluxQl.TryParseDuration(text, out _));

    [Fact]
    public void What_cannot_be_kept_so_long_is_named()
    {
        var options = new InfluxOptions { Retention = { ["5m"] = "30d", ["7m"] = "1d", ["1s"] = "soon", ["LEDGER"] = "30m" } };

        var failures = new InfluxOptionsValidator().Validate(null, options).Failures!.Order(StringComparer.Ordinal);

        Assert.Equal(
            [
                "Influx:Retention:1s: 'soon' cannot be read: expected a duration, e.g. 7d or 8760h, or INF for ever",
                "Influx:Retention:7m: '1d' names nothing that the layout Standard keeps: expected one of 1s, 1m, 5m, 15m, 30m, 1h, 4h, ledger, 30_days",
                "Influx:Retention:LEDGER: '30m' is shorter than the server allows: expected 1h or more",
            ],
            failures);
    }
}
