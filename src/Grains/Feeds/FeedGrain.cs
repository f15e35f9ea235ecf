using SqueezeFlow.Core.Views;
using SqueezeFlow.Grains.Cluster;
using SqueezeFlow.Grains.Feeds.Connections;
using SqueezeFlow.Interfaces.Feeds;

namespace SqueezeFlow.Grains.Feeds;

/// <inheritdoc cref="IFeedGrain"/>
/// <remarks>
/// Owns where the connection runs and under which generation; the silo's <see cref="FeedHost"/> owns the socket, off the
/// grain's scheduler. A new owner raises the generation first, so that what an old socket still sends is refused.
/// </remarks>
[KeepAlive]
[RendezvousPlacement]
internal sealed class FeedGrain([PersistentState("feed", GrainStateStorage.Name)] IPersistentState<FeedGrainState> state, FeedHost host) : Grain, IFeedGrain
{
    private string Id => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // On the silo that runs the socket already the connection is adopted: no gap.
        if (host.EpochOf(Id) is not { } running || running != state.State.Epoch)
        {
            state.State.Epoch++;
            await state.WriteStateAsync(cancellationToken);
        }
    }

    public async Task AssignAsync(FeedAssignment assignment)
    {
        if (state.State.Assignment is { } known && (assignment.Version < known.Version || known.IsSameWork(assignment)))
        {
            Run();
            return;
        }

        if (state.State.Assignment is { } former && host.EpochOf(Id) == state.State.Epoch && former.IsSameConnection(assignment))
        {
            // Other markets on the same connection: it goes on, and so does its generation.
            host.Change(Id, state.State.Epoch, assignment);
        }
        else if (host.EpochOf(Id) is not null)
        {
            // Another plan is another generation: the old socket is replaced, not adopted.
            state.State.Epoch++;
        }

        state.State.Assignment = assignment;
        await state.WriteStateAsync();
        Run();
    }

    public ValueTask EnsureAsync()
    {
        Run();
        return default;
    }

    public ValueTask RestartAsync()
    {
        host.Restart(Id);
        return default;
    }

    public ValueTask<FeedView?> GetViewAsync() => new(host.View(Id));

    private void Run()
    {
        if (state.State.Assignment is { } assignment)
        {
            host.Run(Id, state.State.Epoch, assignment);
        }
    }
}
