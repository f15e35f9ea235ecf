using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.SystemTests.Processes;

namespace SqueezeFlow.SystemTests;

/// <summary>A service killed in the middle of its work, and started again on what it left.</summary>
public sealed class KillTests
{
    private const long LateMs = 300_000;

    private static readonly string[] World = ["--speed", "300", "--rate", "5000", "--seed", "3"];

    [Fact]
    public async Task What_was_committed_before_a_kill_is_there_once_after_it()
    {
        using var data = new DataDirectory();
        await using (var service = Service.StartDemo(data, World))
        {
            await service.WaitUntilAsync("/api/v1/signals", signals => signals.AsArray().Any(s => (string?)s!["outcome"] == "Filled"));
            await service.Process.KillAsync();
        }

        var before = await data.ReadAsync();
        await using (var service = Service.StartDemo(data, [.. World, "--seconds", "6"]))
        {
            (await service.Process.WaitAsync()).AssertDone();
        }

        var after = await data.ReadAsync();
        Assert.NotEmpty(before.Bars);
        AssertKept(before.Bars, after.Bars);
        Assert.All(before.Signals, s => Assert.Single(after.Signals, a => a.Signal.Id == s.Signal.Id));
        Assert.All(before.Positions, p => Assert.Single(after.Positions, a => a.Tag == p.Tag && a.EntryPrice == p.EntryPrice));
        Assert.Equal(after.Positions.Count, after.Positions.Select(p => p.Tag).Distinct().Count());
        Assert.DoesNotContain(after.Signals, s => s.Outcome == SignalOutcome.Pending);
        Assert.Contains(after.Gaps, g => g.Reason == "restart");
    }

    private static void AssertKept(IReadOnlyList<BarRow> before, IReadOnlyList<BarRow> after)
    {
        var kept = after.ToDictionary(r => (r.Market, r.Bar.OpenUnixMs), r => r.Bar);
        var settled = before.Max(r => r.Bar.OpenUnixMs) - LateMs;
        foreach (var row in before)
        {
            Assert.True(kept.TryGetValue((row.Market, row.Bar.OpenUnixMs), out var bar), $"{row} was lost");
            Assert.True(bar.BuyCount >= row.Bar.BuyCount && bar.SellCount >= row.Bar.SellCount, $"{row} shrank to {bar}");
            Assert.True(row.Bar.OpenUnixMs > settled || bar == row.Bar, $"{row} became {bar}");
        }
    }
}
