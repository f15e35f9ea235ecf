using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Views.Silos;
using SqueezeFlow.Grains.Cluster;
using SqueezeFlow.Interfaces.Silos;

namespace SqueezeFlow.Grains.Health.Silos;

/// <summary>Asks every process that the membership knows; those that have died are no members.</summary>
internal sealed class ClusterWatch(
    IClusterMembershipService membership,
    ILocalSiloDetails local,
    ISiloReporter own,
    SiloClient<ISiloWatchService> client,
    TimeProvider clock) : IClusterWatch
{
    /// <summary>A process that takes longer counts as silent.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(2);

    public bool IsFirst => membership.CurrentSnapshot.Members.Values
        .Where(member => member.Status == SiloStatus.Active)
        .Min(member => member.SiloAddress)?.Equals(local.SiloAddress) == true;

    public async Task<IReadOnlyList<SiloView>> GetSilosAsync(CancellationToken cancellationToken)
    {
        var others = await Task.WhenAll(Others().Select(member => ViewAsync(member, cancellationToken)));
        return [.. others.Append(own.View()).OrderBy(silo => silo.Name, StringComparer.Ordinal).ThenBy(silo => silo.Address, StringComparer.Ordinal)];
    }

    public async Task<IReadOnlyList<SiloHealth>> GetOthersAsync(CancellationToken cancellationToken)
    {
        var others = await Task.WhenAll(Others().Where(IsAsked).Select(member => HealthAsync(member, cancellationToken)));
        return [.. others.OrderBy(silo => silo.Name, StringComparer.Ordinal).ThenBy(silo => silo.Address, StringComparer.Ordinal)];
    }

    // Ready or not is told by one that takes part; one that comes or goes owes no answer.
    private static bool IsAsked(ClusterMember member) => member.Status == SiloStatus.Active;

    private static string StateOf(ClusterMember member) => member.Status switch
    {
        SiloStatus.Active => SiloStates.Active,
        SiloStatus.Created or SiloStatus.Joining => SiloStates.Joining,
        _ => SiloStates.Leaving,
    };

    private IEnumerable<ClusterMember> Others() => membership.CurrentSnapshot.Members.Values
        .Where(member => member.Status is not (SiloStatus.Dead or SiloStatus.None) && !member.SiloAddress.Equals(local.SiloAddress));

    private async Task<SiloView> ViewAsync(ClusterMember member, CancellationToken cancellationToken)
    {
        var unknown = new SiloView(member.Name, member.SiloAddress.ToParsableString(), StateOf(member));
        if (!IsAsked(member))
        {
            return unknown;
        }

        var (view, problem) = await AskAsync(member, service => service.GetViewAsync(), cancellationToken);
        return view ?? unknown with { State = SiloStates.Silent, Problem = problem };
    }

    private async Task<SiloHealth> HealthAsync(ClusterMember member, CancellationToken cancellationToken)
    {
        var (health, problem) = await AskAsync(member, service => service.GetHealthAsync(), cancellationToken);
        return health ?? new(member.Name, member.SiloAddress.ToParsableString(), HealthLevels.Unhealthy, false, []) { Problem = problem };
    }

    private async Task<(T? Answer, string? Problem)> AskAsync<T>(ClusterMember member, Func<ISiloWatchService, Task<T>> ask, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return (await ask(client.Of(member.SiloAddress)).WaitAsync(TimeLimit, clock, cancellationToken), null);
        }
        catch (TimeoutException)
        {
            SiloWatchMetrics.Unanswered.Add(1);
            return (null, $"no answer within {TimeLimit.TotalSeconds:0} s");
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // What goes wrong in a process that stops comes here as itself.
            SiloWatchMetrics.Unanswered.Add(1);
            return (null, failure.Message);
        }
    }
}
