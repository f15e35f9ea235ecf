using SqueezeFlow.Storage.Influx.Records;

namespace SqueezeFlow.Storage.Tests.Signals;

public sealed class SystemFiguresTests
{
    [Fact]
    public async Task The_figures_of_a_moment_are_one_point_with_a_field_for_each()
    {
        var spool = new ScriptedSpool();
        var figures = new Dictionary<string, double> { ["cpu_percent"] = 12.5, ["threads"] = 31, ["lag"] = double.NaN };

        await new InfluxSystemFigures(spool).WriteAsync("box 1", "trader-1", figures, DateTimeOffset.UnixEpoch.AddSeconds(7), TestContext.Current.CancellationToken);

        Assert.Equal("system_metrics,host=box\\ 1,silo=trader-1 cpu_percent=12.5,threads=31 7000000000", Assert.Single(spool.Lines));
    }

    [Fact]
    public async Task Nothing_is_written_of_nothing()
    {
        var spool = new ScriptedSpool();

        await new InfluxSystemFigures(spool).WriteAsync("box", "trader-1", new Dictionary<string, double>(), DateTimeOffset.UnixEpoch, TestContext.Current.CancellationToken);

        Assert.Empty(spool.Lines);
    }
}
