using SqueezeFlow.Storage.Spool;
using static SqueezeFlow.Storage.Tests.Spool.SpoolText;

namespace SqueezeFlow.Storage.Tests.Spool;

/// <summary>Parts of a batch that was refused, whose markets another process may take before they are sent.</summary>
public sealed class FencedPartTests
{
    private readonly ScriptedFence _fence = new();

    [Fact]
    public async Task A_part_of_a_market_that_was_taken_while_the_store_was_away_is_not_sent()
    {
        await using var bench = new SpoolBench(fence: _fence);
        bench.Target.Answer = (call, _) =>
        {
            if (call.Lines.Contains("bad 0"))
            {
                return Task.FromResult<SendResult>(new(SendVerdict.Refused, "no"));
            }

            // The halves find the store away once, and another owner of one of their markets when it is back.
            return Task.FromResult<SendResult>(_fence.Lost.Add("lost") ? new(SendVerdict.Unreachable, "503") : default);
        };
        await bench.StartAsync();

        await bench.AppendAsync(Batch("a", 0, ["lost 0", "kept 0", "bad 0", "lost 1", "kept 1"]));
        await bench.Clock.PassWaitsUntilAsync(bench.UntilAsync(status => status.PendingPoints == 0));

        Assert.Equal(["kept 0", "kept 1"], bench.Target.Taken);
        Assert.Single(bench.DeadLetters);
    }

    [Fact]
    public async Task A_part_is_under_way_no_longer_than_its_markets_are_certainly_its_own()
    {
        await using var bench = new SpoolBench(fence: _fence);
        bench.Target.Answer = async (call, cancellationToken) =>
        {
            if (call.Lines.Contains("bad 0"))
            {
                return new(SendVerdict.Refused, "no");
            }

            if (_fence.Lost.Add("lost"))
            {
                bench.Clock.Advance(_fence.Valid);
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            }

            return default;
        };
        await bench.StartAsync();

        await bench.AppendAsync(Batch("a", 0, ["lost 0", "bad 0", "kept 0"]));
        await bench.Clock.PassWaitsUntilAsync(bench.UntilAsync(status => status.PendingPoints == 0));

        Assert.Equal(["kept 0"], bench.Target.Taken);
    }

    [Fact]
    public async Task No_part_is_sent_while_it_is_not_certain_whose_its_markets_are()
    {
        await using var bench = new SpoolBench(fence: _fence);
        bench.Target.Answer = (call, _) =>
        {
            _fence.Valid = TimeSpan.Zero;
            return Task.FromResult<SendResult>(call.Lines.Contains("bad 0") ? new(SendVerdict.Refused, "no") : default);
        };
        await bench.StartAsync();

        await bench.AppendAsync(Batch("a", 0, ["kept 0", "bad 0"]));
        await bench.Clock.SeeWaitAsync();
        Assert.Single(bench.Target.Calls);

        _fence.Valid = TimeSpan.FromDays(1);
        bench.Target.Refuse(line => line == "bad 0");
        await bench.Clock.PassWaitsUntilAsync(bench.UntilAsync(status => status.PendingPoints == 0));
        Assert.Equal(["kept 0"], bench.Target.Taken);
    }
}
