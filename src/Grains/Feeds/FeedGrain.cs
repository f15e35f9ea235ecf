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
    // Generation that runs; while a move is prepared, the latest one is another silo's.
    private long _epoch;
    private bool _isMoved;

    private string Id => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // On the silo that runs the socket already the connection is adopted: no gap.
        if (host.EpochOf(Id) is not { } running || running != state.State.Epoch)
        {
            state.State.Epoch++;
            await SaveAsync(cancellationToken);
        }

        _epoch = state.State.Epoch;
    }

    public async Task AssignAsync(FeedAssignment assignment)
    {
        if (state.State.Assignment is { } known && (assignment.Version < known.Version || known.IsSameWork(assignment)))
        {
            Run();
            return;
        }

        if (state.State.Assignment is { } former && host.EpochOf(Id) == _epoch && former.IsSameConnection(assignment))
        {
            // Other markets on the same connection: it goes on, and so does its generation.
            host.Change(Id, _epoch, assignment);
        }
        else if (host.EpochOf(Id) is not null)
        {
            // Another plan is another generation: the old socket is replaced, not adopted.
            _epoch = ++state.State.Epoch;
        }

        state.State.Assignment = assignment;
        await SaveAsync(CancellationToken.None);
        Run();
    }

    public ValueTask EnsureAsync()
    {
        Run();
        return default;
    }

    public async Task<FeedMoveTicket?> BeginMoveAsync(long epoch)
    {
        if (_isMoved || epoch != _epoch || host.EpochOf(Id) != epoch || state.State.Assignment is not { } assignment)
        {
            return null;
        }

        state.State.Epoch++;
        await SaveAsync(CancellationToken.None);
        return new(state.State.Epoch, assignment);
    }

    public Task<bool> CommitMoveAsync(long epoch)
    {
        var isLatest = epoch == state.State.Epoch;
        if (isLatest && epoch != _epoch && !_isMoved)
        {
            // From now on nobody renews the lease of the connection here.
            _isMoved = true;
            this.MigrateOnIdle();
        }

        return Task.FromResult(isLatest);
    }

    public ValueTask RestartAsync()
    {
        host.Restart(Id);
        return default;
    }

    public ValueTask<FeedView?> GetViewAsync() => new(host.View(Id));

    private void Run()
    {
        if (state.State.Assignment is { } assignment && !_isMoved)
        {
            host.Run(Id, _epoch, assignment);
        }
    }

    // Somebody else has written meanwhile: this one is the owner no longer, and its connection ends with it.
    private async Task SaveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await state.WriteStateAsync(cancellationToken);
        }
        catch (Orleans.Storage.InconsistentStateException)
        {
            FeedMetrics.Conflicts.Add(1);
            host.Close(Id, state.State.Epoch);
            throw;
        }
    }
}
