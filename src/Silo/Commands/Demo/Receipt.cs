using SqueezeFlow.Grains;

namespace SqueezeFlow.Silo.Commands.Demo;

/// <summary>Waits until feeds have read what was sent to them.</summary>
internal static class Receipt
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    /// <summary>Returns when <paramref name="trades"/> have been read, or when none came for <paramref name="silence"/>: the summary tells what is missing.</summary>
    public static async Task WaitAsync(IPipeline pipeline, long trades, TimeSpan silence, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (last, since) = (-1L, clock.GetTimestamp());
        while (true)
        {
            var feeds = await pipeline.GetFeedsAsync(cancellationToken);
            var read = feeds.Sum(feed => feed.Trades);
            if (read >= trades || (read == last && clock.GetElapsedTime(since) > silence))
            {
                return;
            }

            if (read != last)
            {
                (last, since) = (read, clock.GetTimestamp());
            }

            await Task.Delay(Look, clock, cancellationToken);
        }
    }
}
