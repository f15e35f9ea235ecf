using System.Collections.Concurrent;
using SqueezeFlow.SystemTests.Cluster.Bench;
using SqueezeFlow.SystemTests.Processes;

namespace SqueezeFlow.SystemTests.Cluster.Network;

/// <summary>A silo that is started again whenever its process has ended, as compose or systemd do.</summary>
internal sealed class SupervisedSilo : IAsyncDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<Finished> _ends = new();
    private readonly Task _watching;

    public SupervisedSilo(ClusterSilo silo, SiloPlace? place = null)
    {
        (Silo, Place) = (silo, place);
        _watching = WatchAsync();
    }

    public ClusterSilo Silo { get; }

    /// <summary>Where it runs; null beside the test.</summary>
    public SiloPlace? Place { get; }

    /// <summary>Processes that have ended by themselves.</summary>
    public IReadOnlyCollection<Finished> Ends => _ends;

    /// <summary>Whether it is ready and sees so many silos, itself included.</summary>
    public async Task<bool> SeesAsync(int silos)
    {
        // What it was told cannot be used: it would end again and again.
        Assert.DoesNotContain(_ends, end => end.ExitCode == 2);
        try
        {
            return await Silo.Service.StatusOfAsync("/health/ready") == System.Net.HttpStatusCode.OK &&
                ClusterBench.ActiveIn(await Silo.Service.ReadAsync("/api/v1/status")) == silos;
        }
        catch (Exception away) when (away is HttpRequestException or ObjectDisposedException or System.Text.Json.JsonException or TaskCanceledException)
        {
            return false;
        }
    }

    /// <summary>Leaves it alone from now on.</summary>
    public async Task LeaveAloneAsync()
    {
        await _end.CancelAsync();
        await _watching;
    }

    public async ValueTask DisposeAsync()
    {
        await LeaveAloneAsync();
        _end.Dispose();
    }

    private async Task WatchAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            if (Silo.Service.Process.HasExited)
            {
                _ends.Enqueue(await Silo.Service.Process.WaitAsync());
                await Silo.RestartAsync();
            }

            await Task.Delay(Pace, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
