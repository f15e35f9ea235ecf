using SqueezeFlow.Core.Api;
using SqueezeFlow.Grains.Screen;

namespace SqueezeFlow.Grains.Tests.Screen;

/// <summary>A screen that remembers what it was told.</summary>
internal sealed class ScreenReader : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new(TimeSpan.FromSeconds(60));
    private readonly ScreenSubscription _subscription;
    private readonly IAsyncEnumerator<IReadOnlyList<ScreenEvent>> _batches;
    private readonly Queue<ScreenEvent> _told = new();

    public ScreenReader(ScreenHub hub, ScreenFilter? filter = null, long? after = null)
    {
        _subscription = hub.Subscribe(filter ?? new(Hz: 50), after);
        _batches = _subscription.ReadAsync(_stop.Token).GetAsyncEnumerator(_stop.Token);
    }

    /// <summary>The next event.</summary>
    public async Task<ScreenEvent> NextAsync()
    {
        while (_told.Count == 0)
        {
            Assert.True(await _batches.MoveNextAsync());
            foreach (var item in _batches.Current)
            {
                _told.Enqueue(item);
            }
        }

        return _told.Dequeue();
    }

    /// <summary>The next event that asks for nothing.</summary>
    public async Task<ScreenEvent> NextNewsAsync()
    {
        while (true)
        {
            if (await NextAsync() is { Kind: not EventKinds.Resync } news)
            {
                return news;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _subscription.Dispose();
        _stop.Dispose();
    }
}
