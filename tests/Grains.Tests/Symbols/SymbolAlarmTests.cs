using SqueezeFlow.Grains.Symbols;

namespace SqueezeFlow.Grains.Tests.Symbols;

/// <summary>A symbol's alarm between the symbol that sets it and the clock that rings it.</summary>
public sealed class SymbolAlarmTests
{
    private const int Rounds = 20_000;

    private readonly SymbolAlarm _alarm = new("BTC");

    [Fact]
    public void It_rings_when_it_is_due_and_once()
    {
        Assert.False(_alarm.TryRing(long.MaxValue - 1));
        _alarm.Set(1_000);

        Assert.False(_alarm.TryRing(999));
        Assert.True(_alarm.TryRing(1_000));
        Assert.Null(_alarm.DueUnixMs);
        _alarm.Answered();
        Assert.False(_alarm.TryRing(2_000));
    }

    [Fact]
    public void Set_anew_during_the_call_it_rings_after_it()
    {
        _alarm.Set(1_000);
        Assert.True(_alarm.TryRing(1_000));

        _alarm.Set(1_500);
        Assert.False(_alarm.TryRing(1_500));
        _alarm.Answered();

        Assert.True(_alarm.TryRing(1_500));
    }

    [Fact]
    public void Never_is_never()
    {
        _alarm.Set(1_000);
        _alarm.Set(null);

        Assert.False(_alarm.TryRing(long.MaxValue - 1));
    }

    [Fact]
    public async Task Set_anew_in_the_very_moment_of_ringing_it_is_not_lost()
    {
        var random = new Random(1);
        var looks = 0;
        var isOver = false;
        var ringing = Task.Run(
            () =>
            {
                while (!Volatile.Read(ref isOver))
                {
                    if (_alarm.TryRing(1_000))
                    {
                        _alarm.Answered();
                    }

                    Interlocked.Increment(ref looks);
                }
            },
            TestContext.Current.CancellationToken);
        var lost = 0;
        for (var i = 0; i < Rounds; i++)
        {
            _alarm.Set(1_000);
            Thread.SpinWait(random.Next(20));
            _alarm.Set(5_000);
            var seen = Volatile.Read(ref looks);
            SpinWait.SpinUntil(() => Volatile.Read(ref looks) - seen > 1);
            lost += _alarm.DueUnixMs == 5_000 ? 0 : 1;
        }

        Volatile.Write(ref isOver, true);
        await ringing;
        Assert.Equal(0, lost);
        Assert.True(_alarm.TryRing(5_000));
    }

    [Fact]
    public void Who_is_to_leave_is_called_until_it_has_gone_whatever_it_sets_meanwhile()
    {
        _alarm.AskToLeave(1_000);
        _alarm.Set(9_000);

        Assert.Equal((1_000, 1_000), (_alarm.LeavesSinceUnixMs, _alarm.DueUnixMs));
        Assert.True(_alarm.TryRing(1_200));
        _alarm.Set(9_000);
        Assert.False(_alarm.TryRing(1_400), "one call is under way");
        _alarm.Answered();
        Assert.True(_alarm.TryRing(1_600));
    }
}
