using SqueezeFlow.Core.Orders.News;

namespace SqueezeFlow.Execution.Tests.Freqtrade.Scripted;

/// <summary>Counts how often it was told that something happened.</summary>
internal sealed class HeardStirs : IAccountListener, IDisposable
{
    private readonly SemaphoreSlim _heard = new(0);
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public bool IsDeaf { get; set; }

    public Task OnStirredAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _count);
        _heard.Release();
        return IsDeaf ? throw new TimeoutException("the executor is busy") : Task.CompletedTask;
    }

    public void Dispose() => _heard.Dispose();

    /// <summary>Waits until it was told once more.</summary>
    public async Task UntilAsync() =>
        Assert.True(await _heard.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken), "nobody was told of anything for 30 s");
}
