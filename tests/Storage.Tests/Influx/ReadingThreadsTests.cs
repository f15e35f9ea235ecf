using SqueezeFlow.Storage.Influx.Protocol;

namespace SqueezeFlow.Storage.Tests.Influx;

public sealed class ReadingThreadsTests : IDisposable
{
    private readonly ReadingThreads _threads = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _threads.Dispose();

    [Fact]
    public async Task Hundreds_of_reads_that_block_take_no_thread_of_the_pool_and_few_at_once()
    {
        var (inside, most, pooled) = (0, 0, 0);
        using var held = new ManualResetEventSlim();
        var full = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var reads = Enumerable.Range(0, 300).Select(place => _threads.RunAsync(
            () =>
            {
                if (Extend(ref most, Interlocked.Increment(ref inside)) == ReadingThreads.Most)
                {
                    full.TrySetResult();
                }

                Interlocked.Add(ref pooled, Thread.CurrentThread.IsThreadPoolThread ? 1 : 0);
                held.Wait(Token);
                Interlocked.Decrement(ref inside);
                return place;
            },
            Token)).ToList();

        await full.Task.WaitAsync(Token);

        // Work of the pool goes on while all of them wait.
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(static () => Task.Yield(), Token)));
        held.Set();

        Assert.Equal(Enumerable.Range(0, 300), await Task.WhenAll(reads));
        Assert.Equal((0, ReadingThreads.Most), (pooled, most));
    }

    [Fact]
    public async Task A_read_that_fails_or_is_given_up_makes_room_for_the_next()
    {
        using var over = new CancellationTokenSource();
        await over.CancelAsync();
        for (var i = 0; i < 2 * ReadingThreads.Most; i++)
        {
            await Assert.ThrowsAsync<IOException>(() => _threads.RunAsync<int>(static () => throw new IOException("gone"), Token));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _threads.RunAsync(static () => 1, over.Token));
        }

        Assert.Equal(7, await _threads.RunAsync(static () => 7, Token));
    }

    private static int Extend(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }

        return value;
    }
}
