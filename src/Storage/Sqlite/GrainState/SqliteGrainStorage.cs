using System.Globalization;
using Orleans.Serialization.Serializers;
using Orleans.Storage;
using SqueezeFlow.Storage.Sqlite.Engine;

namespace SqueezeFlow.Storage.Sqlite.GrainState;

/// <summary>
/// Grain state as readable text, one row for each storage, grain and state name. The ETag is the row's version; a version that
/// does not fit ends with <see cref="InconsistentStateException"/>.
/// </summary>
/// <param name="storage">Name under which it is registered; part of the key.</param>
/// <param name="database">The file.</param>
/// <param name="serializer">State to text and back.</param>
/// <param name="activators">Makes the state of a grain that has none; null for its parameterless constructor.</param>
internal sealed class SqliteGrainStorage(
    string storage, SqliteDatabase database, IGrainStorageSerializer serializer, IActivatorProvider? activators) : IGrainStorage
{
    /// <inheritdoc/>
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = new GrainStateKey(storage, grainId.ToString(), stateName);
        var row = await database.ReadAsync("reading grain state", session => GrainStateTable.Read(session, key), CancellationToken.None)
            .ConfigureAwait(false);
        if (row is not { } found)
        {
            Reset(grainState);
            return;
        }

        grainState.State = serializer.Deserialize<T>(BinaryData.FromString(found.State));
        grainState.ETag = TextOf(found.Version);
        grainState.RecordExists = true;
    }

    /// <inheritdoc/>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = new GrainStateKey(storage, grainId.ToString(), stateName);
        var text = serializer.Serialize(grainState.State).ToString();
        var expected = VersionOf(grainState.ETag);
        var (isDone, stored) = await database.WriteAsync(
            "writing grain state", session => GrainStateTable.TryWrite(session, key, expected, text), CancellationToken.None)
            .ConfigureAwait(false);
        ThrowUnless(isDone, key, stored, grainState.ETag);
        grainState.ETag = TextOf(stored);
        grainState.RecordExists = true;
    }

    /// <inheritdoc/>
    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = new GrainStateKey(storage, grainId.ToString(), stateName);
        var expected = VersionOf(grainState.ETag);
        var (isDone, stored) = await database.WriteAsync(
            "clearing grain state", session => GrainStateTable.TryDelete(session, key, expected), CancellationToken.None)
            .ConfigureAwait(false);
        ThrowUnless(isDone, key, stored, grainState.ETag);
        Reset(grainState);
    }

    private static void ThrowUnless(bool isDone, GrainStateKey key, long stored, string? given)
    {
        if (!isDone)
        {
            throw new InconsistentStateException(
                $"State '{key.Name}' of {key.Grain} in storage '{key.Storage}' has version {(stored == 0 ? "none" : TextOf(stored))}, the caller knows {given ?? "none"}.",
                stored == 0 ? null : TextOf(stored),
                given);
        }
    }

    private static string TextOf(long version) => version.ToString(CultureInfo.InvariantCulture);

    // An ETag that is none of ours fits no row.
    private static long VersionOf(string? etag) =>
        string.IsNullOrEmpty(etag) ? 0 : long.TryParse(etag, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : -1;

    private void Reset<T>(IGrainState<T> grainState)
    {
        grainState.State = activators is null ? Activator.CreateInstance<T>() : activators.GetActivator<T>().Create();
        grainState.ETag = null;
        grainState.RecordExists = false;
    }
}
