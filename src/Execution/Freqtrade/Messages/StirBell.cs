using System.Threading.Channels;
using SqueezeFlow.Core.Orders.News;

namespace SqueezeFlow.Execution.Freqtrade.Messages;

/// <summary>Passes on that something happened: at once, and of several times in a short while the first and one for all the others.</summary>
internal sealed class StirBell(IAccountListener? listener, TimeProvider clock)
{
    /// <summary>Least time between two calls of the listener.</summary>
    public static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(200);

    private readonly Channel<bool> _rung = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Something happened.</summary>
    public void Ring() => _rung.Writer.TryWrite(true);

    /// <summary>Calls the listener until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (var _ in _rung.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            await TellAsync(cancellationToken).ConfigureAwait(false);
            await Task.Delay(Spacing, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task TellAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (listener is not null)
            {
                await listener.OnStirredAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Whoever did not hear it looks by itself a few seconds later.
            ExecutionMeter.Unheard.Add(1);
        }
    }
}
