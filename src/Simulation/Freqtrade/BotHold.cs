namespace SqueezeFlow.Simulation.Freqtrade;

/// <summary>Where a call is held.</summary>
public enum BotHoldPoint
{
    /// <summary>It has come in, nothing has been done.</summary>
    BeforeEffect,

    /// <summary>It is done and not answered.</summary>
    AfterEffect,

    /// <summary>The answer is on its way to the caller; nothing is held any more.</summary>
    AfterAnswer,
}

/// <summary>Holds the next call of a kind at a point, until it is let go. A caller that goes away meanwhile changes nothing.</summary>
public sealed class BotHold
{
    private readonly Func<BotCall, bool> _which;
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _taken;

    internal BotHold(Func<BotCall, bool> which, BotHoldPoint point) => (_which, Point) = (which, point);

    /// <summary>Where it holds.</summary>
    public BotHoldPoint Point { get; }

    /// <summary>Done when a call has come to the point.</summary>
    public Task Reached => _reached.Task;

    /// <summary>Lets the call go on.</summary>
    public void Release() => _released.TrySetResult();

    internal bool Takes(BotCall call) => _which(call) && Interlocked.Exchange(ref _taken, 1) == 0;

    internal Task HoldAsync()
    {
        _reached.TrySetResult();
        return Point == BotHoldPoint.AfterAnswer ? Task.CompletedTask : _released.Task;
    }
}
