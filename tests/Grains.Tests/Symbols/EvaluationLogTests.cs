using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Explaining;
using SqueezeFlow.Grains.Symbols.Strategy;

namespace SqueezeFlow.Grains.Tests.Symbols;

/// <summary>Why each bar ended as it did.</summary>
public sealed class EvaluationLogTests
{
    private readonly EvaluationLog _log = new(keptMs: 10_000);

    [Fact]
    public void What_is_known_later_of_a_bar_takes_the_place_of_what_was_said_before()
    {
        _log.Add(Of(1_000, "first"));
        _log.Add(Of(2_000, "waits"));
        _log.Add(Of(2_000, "waits on"));
        _log.Add(Of(2_000, "decided"));
        _log.Add(Of(3_000, "last"));

        Assert.Equal(["first", "decided", "last"], new long[] { 1_999, 2_999, 9_000 }.Select(at => _log.Find(at)?.FirstFailure));
        Assert.Equal("last", _log.Latest?.FirstFailure);
        Assert.Null(_log.Find(999));
        Assert.Equal(3, _log.Count);
    }

    [Fact]
    public void Explanations_are_kept_for_their_time()
    {
        _log.Add(Of(1_000, "old"));
        _log.Add(Of(11_000, "on the edge"));
        Assert.Equal("old", _log.Find(1_000)?.FirstFailure);

        _log.Add(Of(11_001, "new"));

        Assert.Null(_log.Find(1_000));
        Assert.Equal("on the edge", _log.Find(11_000)?.FirstFailure);
    }

    [Fact]
    public void What_is_kept_long_is_kept_small_and_comes_back_as_it_was()
    {
        var log = new EvaluationLog(keptMs: 172_800_000);
        var steps = Enumerable.Range(1, 24)
            .Select(i => new ExplanationStep((i / 6) + 1, $"spot delta over {i} bars", $"{i * 1_234.5:0.00} USD", "at least 100,000 USD in the direction of the squeeze", i % 5 == 0 ? null : i % 2 == 0))
            .ToArray();
        for (var bar = 0; bar < 576; bar++)
        {
            log.Add(Of(bar * 300_000L, "no reset was found") with { Steps = steps, Score = double.NaN });
        }

        var found = log.Find(300_000)!;

        Assert.Equal(steps, found.Steps);
        Assert.Equal((300_000L, "no reset was found", double.NaN), (found.BarCloseUnixMs, found.FirstFailure, found.Score));
        Assert.True(log.PackedBytes < 576 * 1_024, $"{log.PackedBytes} bytes for two days of five-minute bars");
    }

    [Fact]
    public void What_came_near_an_entry_is_kept_as_long_and_only_once()
    {
        _log.Add(Of(1_000, "score") with { Score = 3, ScoreNeeded = 4, Steps = [new(2, "setup", "Long", "", null)] });
        _log.Add(Of(2_000, "score") with { Score = 2.9, ScoreNeeded = 4 });
        _log.Add(Of(3_000, "score") with { Score = 3.5, ScoreNeeded = 4 });
        _log.Add(Of(3_000, "score") with { Score = 3.9, ScoreNeeded = 4 });
        _log.Add(Of(4_000, "direction") with { Score = 4, ScoreNeeded = 4 });
        _log.Add(Of(5_000, "context") with { Score = 3.9 });
        _log.Add(Of(6_000, "score") with { Score = double.NaN, ScoreNeeded = 4 });

        Assert.Equal([new("BTC", 1_000, 3, 4, "Long", "score"), new("BTC", 3_000, 3.9, 4, "", "score")], _log.NearMisses);

        _log.Add(Of(11_001, "later"));

        Assert.Equal(3_000, Assert.Single(_log.NearMisses).BarCloseUnixMs);
    }

    private static Explanation Of(long close, string why) => new("BTC", close, StrategyProfile.Corrected, 1, "HOLD", 0, why, []);
}
