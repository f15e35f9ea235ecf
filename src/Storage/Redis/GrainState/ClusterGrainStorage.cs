using Orleans.Persistence;
using Orleans.Persistence.Redis;
using Orleans.Storage;
using SqueezeFlow.Storage.Redis.Server;
using StackExchange.Redis;

namespace SqueezeFlow.Storage.Redis.GrainState;

/// <summary>
/// Grain state in Redis by Orleans' own storage. An activation whose state was written otherwise than it knows is told so by <see cref="InconsistentStateException"/> and ends,
/// whoever catches that: another has written it, or it did so itself and the answer was lost. One whose state the server has lost writes it again, since no state is ever deleted while
/// its grain may be active. What the server does not do is an <see cref="IOException"/>.
/// </summary>
/// <param name="inner">Reads and writes.</param>
/// <param name="keys">Where states are.</param>
/// <param name="database">The server.</param>
/// <param name="journal">Counts and tells.</param>
/// <param name="activations">Knows the activation that calls.</param>
internal sealed class ClusterGrainStorage(RedisGrainStorage inner, StateKeys keys, Func<IDatabase> database, StateJournal journal, IGrainContextAccessor? activations)
    : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>, IAsyncDisposable
{
    /// <inheritdoc/>
    public void Participate(ISiloLifecycle lifecycle) => inner.Participate(lifecycle);

    /// <inheritdoc/>
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        TellAsync(() => inner.ReadStateAsync(stateName, grainId, grainState));

    /// <inheritdoc/>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var activation = activations?.GrainContext;
        try
        {
            await TellAsync(() => WriteAsync(stateName, grainId, grainState)).ConfigureAwait(false);
        }
        catch (InconsistentStateException conflict)
        {
            // Orleans ends it only where this leaves a call of the grain; a timer, or work beside the calls, would try in vain for as long as it lives.
            activation?.Deactivate(new(DeactivationReasonCode.ApplicationError, conflict, $"its state {stateName} was written otherwise than it knows"));
            throw;
        }

        if (keys.LifetimeOf(stateName) is { } lifetime)
        {
            await TellAsync(() => database().KeyExpireAsync(keys.KeyOf(stateName, grainId), lifetime)).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        TellAsync(() => inner.ClearStateAsync(stateName, grainId, grainState));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private async Task WriteAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        try
        {
            await inner.WriteStateAsync(stateName, grainId, grainState).ConfigureAwait(false);
        }
        catch (InconsistentStateException) when (!string.IsNullOrEmpty(grainState.ETag))
        {
            var known = grainState.ETag;
            if (await database().KeyExistsAsync(keys.KeyOf(stateName, grainId)).ConfigureAwait(false))
            {
                journal.Conflicted(stateName, grainId.ToString());
                throw;
            }

            // Unless another has written meanwhile: that would be a conflict like any other.
            grainState.ETag = null;
            try
            {
                await inner.WriteStateAsync(stateName, grainId, grainState).ConfigureAwait(false);
            }
            catch
            {
                grainState.ETag = known;
                throw;
            }

            journal.Restored();
        }
    }

    private async Task TellAsync(Func<Task> call)
    {
        try
        {
            await call().ConfigureAwait(false);
            journal.Succeeded();
        }
        catch (Exception failure) when (failure is RedisStorageException || RedisFault.IsCause(failure))
        {
            var words = WordsOf(failure);
            journal.Failed(words);
            throw new RedisFault(words, failure);
        }
    }

    // Orleans' storage keeps of a failure its text alone, with the state of the library's queues in it.
    private static string WordsOf(Exception failure) => failure switch
    {
        RedisStorageException when failure.Message.Contains(nameof(RedisTimeoutException), StringComparison.Ordinal) => "no answer in time",
        RedisStorageException when failure.Message.Contains(nameof(RedisConnectionException), StringComparison.Ordinal) => "no connection",
        _ => RedisFault.Of(failure).Message,
    };
}
