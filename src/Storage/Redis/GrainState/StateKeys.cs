using StackExchange.Redis;

namespace SqueezeFlow.Storage.Redis.GrainState;

/// <summary>Where states of grains are: <c>SERVICE/state/GRAIN/NAME</c>.</summary>
/// <param name="service">What all keys begin with.</param>
/// <param name="lifetimes">How long states of a name are kept after their last change; those of other names for good.</param>
internal sealed class StateKeys(string service, IReadOnlyDictionary<string, TimeSpan> lifetimes)
{
    /// <summary>Name of the storage of all states that are kept.</summary>
    public const string Storage = "state";

    /// <summary>Key of a state.</summary>
    public RedisKey KeyOf(string stateName, GrainId grain) => $"{service}/state/{grain}/{stateName}";

    /// <summary>How long a state is kept; null for good.</summary>
    public TimeSpan? LifetimeOf(string stateName) => lifetimes.TryGetValue(stateName, out var lifetime) ? lifetime : null;
}
