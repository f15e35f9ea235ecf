using SqueezeFlow.Core.Views;
using SqueezeFlow.Interfaces.Feeds;

namespace SqueezeFlow.Grains.Tests.Feeds;

/// <summary>A feed that notes how it is called, and fails or hangs on demand.</summary>
internal sealed class CalledFeed : IFeedGrain
{
    /// <summary>Work that it took, by version.</summary>
    public List<long> Taken { get; } = [];

    public int Renewals { get; private set; }

    /// <summary>Calls end when this does; null for at once.</summary>
    public Task? Hangs { get; set; }

    public Exception? Fails { get; set; }

    public async Task AssignAsync(FeedAssignment assignment)
    {
        await AnswerAsync();
        Taken.Add(assignment.Version);
    }

    public async ValueTask EnsureAsync()
    {
        await AnswerAsync();
        Renewals++;
    }

    public Task<FeedMoveTicket?> BeginMoveAsync(long epoch) => throw new NotSupportedException();

    public Task<bool> CommitMoveAsync(long epoch) => throw new NotSupportedException();

    public ValueTask RestartAsync() => default;

    public ValueTask<FeedView?> GetViewAsync() => new((FeedView?)null);

    private async Task AnswerAsync()
    {
        if (Fails is { } failure)
        {
            throw failure;
        }

        if (Hangs is { } hanging)
        {
            await hanging;
        }
    }
}
