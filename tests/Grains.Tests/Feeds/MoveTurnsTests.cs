using SqueezeFlow.Grains.Feeds.Moves;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Grains.Tests.Feeds;

/// <summary>Feeds that are to be moved, some of which cannot be.</summary>
public sealed class MoveTurnsTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly ManualClock _clock = new();
    private readonly MoveTurns _turns;

    public MoveTurnsTests() => _turns = new(2, Pause, _clock);

    [Fact]
    public void Feeds_that_cannot_be_moved_keep_no_place_from_the_others()
    {
        string[] wanted = ["a", "b", "c", "d"];
        var first = _turns.Take(wanted);
        var none = _turns.Take(wanted);
        Fail(first);

        var second = _turns.Take(wanted);
        Fail(second);
        var paused = _turns.Take(wanted);

        Assert.Equal((string[])["a", "b"], first);
        Assert.Equal((string[])["c", "d"], second);
        Assert.Empty(none.Concat(paused));
    }

    [Fact]
    public void What_was_not_tried_for_longest_comes_first()
    {
        Fail(_turns.Take(["b"]));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Fail(_turns.Take(["a", "b"]));
        _clock.Advance(Pause);

        Assert.Equal((string[])["c", "b"], _turns.Take(["a", "b", "c"]));
    }

    private void Fail(IReadOnlyList<string> ids)
    {
        foreach (var id in ids)
        {
            _turns.End(id, isMoved: false);
        }
    }
}
