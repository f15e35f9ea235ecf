using SqueezeFlow.Exchanges.Rest.Limits;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Exchanges.Tests.Rest;

/// <summary>What a process may use of a venue's limits beside others, and what it hears of them.</summary>
public sealed class SharedLimitsTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly RequestTerms Terms = new("BINANCE", new(3, Second), 1, RestPriority.Bars);
    private static readonly Uri Address = new("http://venue.test:81/");

    private readonly ManualClock _clock = new();
    private readonly SharedLimits _limits;
    private readonly RequestGates _gates;

    public SharedLimitsTests()
    {
        _limits = new(_clock);
        _gates = new(_clock, _limits);
    }

    public void Dispose() => _gates.Dispose();

    [Fact]
    public async Task A_refusal_here_is_told_with_venue_and_host()
    {
        var told = new List<VenueClosure>();
        _limits.Refused += told.Add;
        var gate = _gates.Of(Terms, Address);

        gate.Close(await EnterAsync(gate), 5 * Second, isBan: true);

        Assert.Equal([new("BINANCE", "venue.test:81", 5 * Second)], told);
    }

    [Fact]
    public void A_refusal_elsewhere_closes_the_gate_of_that_host_alone()
    {
        var (one, other) = (_gates.Of(Terms, Address), _gates.Of(Terms, new("http://other.test/")));

        _limits.Close(new("BINANCE", "venue.test:81", 5 * Second));
        var (closed, open) = (EnterAsync(one), EnterAsync(other));

        Assert.Equal((false, true), (closed.IsCompleted, open.IsCompleted));
    }

    [Fact]
    public async Task A_host_that_nobody_here_has_asked_yet_is_closed_for_what_is_left_of_the_time()
    {
        _limits.Close(new("BINANCE", "venue.test:81", 5 * Second));
        _clock.Advance(3 * Second);

        var pass = EnterAsync(_gates.Of(Terms, Address));
        var atOnce = pass.IsCompleted;
        _clock.Advance(2 * Second);
        await pass.WaitAsync(TimeSpan.FromSeconds(90), TestContext.Current.CancellationToken);

        Assert.False(atOnce);
    }

    [Fact]
    public void No_share_is_none_of_the_limit_and_none_is_more_than_all_of_it()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _limits.Share = 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => _limits.Share = 1.5);
        Assert.Equal(1, _limits.Share);
    }

    private static Task<RequestPass> EnterAsync(RequestGate gate) => gate.EnterAsync(1, RestPriority.Bars, TestContext.Current.CancellationToken).AsTask();
}
