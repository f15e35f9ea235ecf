using System.Text.Json;
using SqueezeFlow.Client.Offline.Backtests.Files;

namespace SqueezeFlow.Client.Tests.Backtests;

/// <summary>A recording with a hole where an order would have been filled.</summary>
public sealed class LateFillTests : IDisposable
{
    private const long HoleSeconds = 3 * 86_400;
    private const int Bars = 3_000;
    private readonly BarFolder _folder = new();

    [Fact]
    public async Task An_entry_whose_next_bar_is_days_away_is_refused_and_listed()
    {
        var (spot, perp, decided) = await WithHoleAsync(rise: 1);

        var (_, document, _) = await BarFolder.RunAsync(spot, perp);

        var refused = document.GetProperty("refused_orders").EnumerateArray().Single(order => order.GetProperty("decided").GetInt64() == decided);
        Assert.Equal("age", refused.GetProperty("rule").GetString());
        Assert.Equal("the next bar opens 3 d after the decision, allowed 5 min", refused.GetProperty("reason").GetString());
        Assert.DoesNotContain(Decisions(document), at => at == decided);
        Assert.Equal(HoleSeconds / RandomMarket.Step, document.GetProperty("missing_bars").GetInt64());
    }

    [Fact]
    public async Task Without_limits_it_is_filled_as_recorded_runs_do()
    {
        var (spot, perp, decided) = await WithHoleAsync(rise: 1);

        var (_, document, _) = await BarFolder.RunAsync(spot, perp, "--limits", "none");

        Assert.Contains(Decisions(document), at => at == decided);
        Assert.Contains("however long after its decision", document.GetProperty("assumptions").GetProperty("limits").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entry_whose_price_has_run_away_is_refused_and_listed()
    {
        var (spot, perp, decided) = await WithHoleAsync(rise: 1.08, holeSeconds: 0);

        var (_, document, _) = await BarFolder.RunAsync(spot, perp);

        var refused = document.GetProperty("refused_orders").EnumerateArray().Single(order => order.GetProperty("decided").GetInt64() == decided);
        Assert.Equal("slippage", refused.GetProperty("rule").GetString());
        Assert.Contains("8.00 % from the decision's", refused.GetProperty("reason").GetString()!, StringComparison.Ordinal);
        Assert.DoesNotContain(Decisions(document), at => at == decided);
    }

    [Fact]
    public async Task No_entry_is_made_while_the_hole_is_in_the_look_back_unless_it_is_tolerated()
    {
        var (spot, perp, decided) = await WithHoleAsync(rise: 1);

        var (_, strict, _) = await BarFolder.RunAsync(spot, perp);
        var (_, tolerant, _) = await BarFolder.RunAsync(spot, perp, "--gap-tolerance", "3d");

        var (from, to) = (decided + HoleSeconds, decided + HoleSeconds + (2 * 86_400) - 600);
        Assert.DoesNotContain(Entries(strict), at => at > from && at < to);
        Assert.Contains(Entries(tolerant), at => at > from && at < to);
        Assert.All(tolerant.GetProperty("refused_orders").EnumerateArray(), order => Assert.NotEqual("gap", order.GetProperty("rule").GetString()));
    }

    [Theory]
    [InlineData("--limits", "some", "--limits: 'some' are no limits: give live or none")]
    [InlineData("--fee", "0.1", "--fee: '0.1' is no fee from 0 to 5 %: give a share (--fee 0.0005) or a percentage (--fee 0.05%)")]
    [InlineData("--fee", "-1%", "--fee: '-1%' is no fee")]
    [InlineData("--timeframe", "7m", "--timeframe: '7m' is no timeframe that is evaluated: give one of 1s, 10s, 1m, 5m, 15m, 30m, 1h, 4h, 1d")]
    [InlineData("--gap-tolerance", "long", "--gap-tolerance: 'long' is not a number and s, m, h or d")]
    [InlineData("--from", "yesterday", "--from: 'yesterday' is not a time")]
    public async Task A_value_that_will_not_do_is_told_with_the_fix(string option, string value, string message)
    {
        var file = _folder.Write("bars.csv", RandomMarket.Bars(1, 10));

        var (exitCode, _, error) = await BarFolder.RunAsync(file, file, $"{option}={value}");

        Assert.Equal(2, exitCode);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--from 2025-02-01 --to 2025-01-01", "--to: '2025-01-01 00:00:00' is not after --from, 2025-02-01 00:00:00")]
    [InlineData("--limits none --gap-tolerance 1h", "--gap-tolerance: '1h 0m' has no effect with --limits none")]
    [InlineData("--from 2026-01-01", "expected a bar of both between --from and --to")]
    public async Task Options_that_leave_nothing_are_told(string options, string message)
    {
        var (spot, perp) = (_folder.Write("spot.csv", RandomMarket.Bars(1, 10)), _folder.Write("perp.csv", RandomMarket.Bars(2, 10)));

        var (exitCode, _, error) = await BarFolder.RunAsync(spot, perp, options.Split(' '));

        Assert.Equal(2, exitCode);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static IEnumerable<long> Decisions(JsonElement document) =>
        document.GetProperty("executed_orders").EnumerateArray().Select(order => order.GetProperty("decided").GetInt64());

    private static IEnumerable<long> Entries(JsonElement document) =>
        document.GetProperty("executed_orders").EnumerateArray().Where(order => order.TryGetProperty("score", out _)).Select(order => order.GetProperty("decided").GetInt64());

    /// <summary>Moves everything from the fill of the second entry on: later, and to another price.</summary>
    private async Task<(string Spot, string Perp, long Decided)> WithHoleAsync(double rise, long holeSeconds = HoleSeconds)
    {
        var (spot, perp) = (RandomMarket.Bars(1, Bars), RandomMarket.Bars(2, Bars));
        var (_, whole, _) = await BarFolder.RunAsync(_folder.Write("spot-whole.csv", spot), _folder.Write("perp-whole.csv", perp));
        var decided = Entries(whole).ElementAt(1);
        RecordedBar Moved(RecordedBar bar) => bar.OpenSeconds < decided ? bar : bar with
        {
            OpenSeconds = bar.OpenSeconds + holeSeconds,
            Open = bar.Open * rise,
            High = bar.High * rise,
            Low = bar.Low * rise,
            Close = bar.Close * rise,
        };
        return (_folder.Write("spot.csv", spot.Select(Moved)), _folder.Write("perp.csv", perp.Select(Moved)), decided);
    }
}
