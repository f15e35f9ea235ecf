namespace SqueezeFlow.Grains.Tests.Feeds;

/// <summary>Holds calls of grains at their door until a test lets them in.</summary>
internal sealed class CallGate : IIncomingGrainCallFilter
{
    private readonly Lock _lock = new();
    private Func<IIncomingGrainCallContext, bool>? _held;
    private TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Holds the next call that is meant; the result ends when it has come.</summary>
    public Task HoldNext(Func<IIncomingGrainCallContext, bool> isMeant)
    {
        lock (_lock)
        {
            _held = isMeant;
            _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _arrived.Task;
        }
    }

    /// <summary>Lets in whatever is held.</summary>
    public void OpenAll()
    {
        lock (_lock)
        {
            _held = null;
            _opened.TrySetResult();
        }
    }

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        Task? held = null;
        lock (_lock)
        {
            if (_held is { } isMeant && isMeant(context))
            {
                _held = null;
                held = _opened.Task;
                _arrived.TrySetResult();
            }
        }

        if (held is not null)
        {
            await held;
        }

        await context.Invoke();
    }
}
