using SqueezeFlow.Storage.Influx.Signals;
using static SqueezeFlow.Storage.Tests.Sqlite.StoreFixture;

namespace SqueezeFlow.Storage.Tests.Signals;

/// <summary>What is noted is taken once, and nothing is lost where there is no room.</summary>
public sealed class ChangedSignalsTests : IDisposable
{
    private readonly ChangedSignals _changed = new();

    public void Dispose() => _changed.Dispose();

    [Fact]
    public void At_the_start_all_have_to_be_looked_at_and_afterwards_those_that_are_noted()
    {
        var (first, second) = (_changed.TakeAll(), _changed.TakeAll());
        _changed.Add("a");
        _changed.Add("a");
        _changed.Add("b");

        Assert.Equal((true, false), (first, second));
        Assert.Equal(["a", "b"], _changed.Take(5).Order(StringComparer.Ordinal));
        Assert.True(_changed.IsEmpty);
    }

    [Fact]
    public void Where_there_is_no_room_all_have_to_be_looked_at()
    {
        _changed.TakeAll();
        for (var i = 0; i <= ChangedSignals.Capacity; i++)
        {
            _changed.Add($"{i}");
        }

        Assert.True(_changed.TakeAll());
        Assert.Empty(_changed.Take(5));
    }

    [Fact]
    public async Task Who_waits_is_woken_by_a_note_and_by_the_end()
    {
        _changed.TakeAll();
        var first = _changed.WaitAsync(Token).AsTask();
        var waited = !first.IsCompleted;
        _changed.Add("a");
        var woken = await first;
        _changed.Take(5);
        var second = _changed.WaitAsync(Token).AsTask();
        _changed.Complete();

        Assert.Equal((true, true, false), (waited, woken, await second));
    }

    [Fact]
    public async Task What_was_noted_before_the_end_is_still_taken()
    {
        _changed.TakeAll();
        _changed.Add("a");
        _changed.Complete();

        Assert.True(await _changed.WaitAsync(Token));
        _changed.Take(5);
        Assert.False(await _changed.WaitAsync(Token));
    }
}
