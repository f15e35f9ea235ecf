namespace SqueezeFlow.Grains.Tests.Execution.Protocol;

/// <summary>One run of the service, until it is killed. What it had begun then never goes on: nothing it asks for is answered.</summary>
internal sealed class Life
{
    public bool IsOver { get; private set; }

    /// <summary>Ends it, in the middle of whatever it does.</summary>
    public void Kill() => IsOver = true;

    /// <summary>An answer, unless nobody is there any more to take it.</summary>
    public Task<T> Answer<T>(T answer) => IsOver ? new TaskCompletionSource<T>().Task : Task.FromResult(answer);
}
