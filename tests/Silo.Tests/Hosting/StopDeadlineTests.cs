using SqueezeFlow.Silo.Hosting;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Silo.Tests.Hosting;

/// <summary>The last resort of a stop.</summary>
public sealed class StopDeadlineTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly StringWriter _error = new();
    private readonly List<int> _exits = [];

    public void Dispose() => _error.Dispose();

    [Fact]
    public async Task A_stop_that_hangs_ends_the_process_and_says_what_it_leaves()
    {
        using var stopping = new CancellationTokenSource();
        using var deadline = Watch(stopping.Token);
        _clock.Advance(StopDeadline.Limit * 10);
        Assert.Empty(_exits);

        await stopping.CancelAsync();
        _clock.Advance(StopDeadline.Limit);

        Assert.Equal([ExitCode.Failed], _exits);
        Assert.Equal("the stop is not over after 8 s and the process ends now; not written: 3 rows", _error.ToString().TrimEnd());
    }

    [Fact]
    public async Task A_stop_that_is_over_in_time_is_left_alone()
    {
        using var stopping = new CancellationTokenSource();
        var deadline = Watch(stopping.Token);
        await stopping.CancelAsync();

        deadline.Dispose();
        _clock.Advance(StopDeadline.Limit * 10);

        Assert.Empty(_exits);
    }

    [Fact]
    public async Task Feeds_that_go_to_other_silos_have_their_time_besides()
    {
        using var stopping = new CancellationTokenSource();
        using var deadline = Watch(stopping.Token, TimeSpan.FromSeconds(20));

        await stopping.CancelAsync();
        _clock.Advance(TimeSpan.FromSeconds(27));
        var before = _exits.Count;
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal((0, 1), (before, _exits.Count));
    }

    private StopDeadline Watch(CancellationToken stopping, TimeSpan drainTime = default) => new(drainTime, () => "not written: 3 rows", _error, _exits.Add, _clock, stopping);
}
