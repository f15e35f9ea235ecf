using Microsoft.Extensions.Hosting;
using SqueezeFlow.Grains.Cluster;
using SqueezeFlow.Interfaces.Silos;

namespace SqueezeFlow.Grains.Screen.Relay;

/// <summary>
/// Tells the other processes what the screens of this one want: at once when a screen wants more, and again every few seconds while one listens, since
/// what is asked for ends by itself. While none listens, nothing is asked and nothing comes.
/// </summary>
internal sealed class ScreenListening(
    ScreenHub hub,
    ScreenInlet inlet,
    SiloClient<IScreenRelayService> client,
    IClusterMembershipService membership,
    ILocalSiloDetails local,
    TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _wanted = new(0, 1);
    private readonly HashSet<SiloAddress> _told = [];
    private readonly HashSet<SiloAddress> _unsure = [];

    /// <inheritdoc/>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        hub.Wanted = Wake;
        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _wanted.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            using var period = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            await Task.WhenAny(_wanted.WaitAsync(period.Token), Task.Delay(Period, clock, period.Token));
            await period.CancelAsync();
            stoppingToken.ThrowIfCancellationRequested();
            await TellAsync(stoppingToken);
        }
    }

    private void Wake()
    {
        try
        {
            _wanted.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is awake already.
        }
    }

    private async Task TellAsync(CancellationToken cancellationToken)
    {
        var others = membership.CurrentSnapshot.Members.Values.Where(member => !member.SiloAddress.Equals(local.SiloAddress)).ToArray();
        var present = others.Where(member => member.Status != SiloStatus.Dead).Select(member => member.SiloAddress).ToHashSet();
        inlet.Keep(present.Select(silo => silo.ToParsableString()).ToHashSet());
        if (_told.RemoveWhere(silo => !present.Contains(silo)) > 0)
        {
            // What it had not told yet is gone with it.
            hub.StartOver();
        }

        if (hub.Interest() is { } interest)
        {
            await ListenAsync([.. others.Where(member => member.Status == SiloStatus.Active).Select(member => member.SiloAddress)], interest, cancellationToken);
        }
        else
        {
            await Task.WhenAll(_told.Select(silo => LeaveAsync(silo, cancellationToken)));
            _told.Clear();
        }
    }

    private async Task ListenAsync(SiloAddress[] silos, ScreenFilter interest, CancellationToken cancellationToken)
    {
        var wanted = new ScreenInterest(local.SiloAddress.ToParsableString(), interest.Symbols?.ToArray(), interest.Kinds?.ToArray(), interest.Hz);
        var answers = await Task.WhenAll(silos.Select(silo => ListenAsync(silo, wanted, cancellationToken)));

        // One that says it goes on telling may have begun with an answer that was lost.
        var told = silos.Zip(answers).Where(pair => pair.Second is not null).ToArray();
        var isNew = told.Any(pair => pair.Second == true || _unsure.Contains(pair.First));
        _told.UnionWith(told.Select(pair => pair.First));
        _unsure.Clear();
        _unsure.UnionWith(silos.Except(told.Select(pair => pair.First)));
        if (!answers.Contains(null))
        {
            hub.Confirm(interest, isNew);
        }
        else if (isNew)
        {
            hub.StartOver();
        }
    }

    // One that does not answer is asked again; what it tells begins with a new start for every screen. What goes wrong there comes here as itself.
    private async Task<bool?> ListenAsync(SiloAddress silo, ScreenInterest interest, CancellationToken cancellationToken)
    {
        try
        {
            return await client.Of(silo).ListenAsync(interest).WaitAsync(TimeLimit, clock, cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            RelayMetrics.Failures.Add(1, new KeyValuePair<string, object?>("call", "listen"));
            return null;
        }
    }

    private async Task LeaveAsync(SiloAddress silo, CancellationToken cancellationToken)
    {
        try
        {
            await client.Of(silo).LeaveAsync(local.SiloAddress.ToParsableString()).WaitAsync(TimeLimit, clock, cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // It will find out by itself.
            RelayMetrics.Failures.Add(1, new KeyValuePair<string, object?>("call", "leave"));
        }
    }
}
